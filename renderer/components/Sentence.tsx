// A sentence of the catalogue whose numbers are links: each selects exactly the packets, handshakes, interval or fact it
// stands for. Masked addresses are masked here too.
import { useMemo } from 'react'
import type { EvidenceLink } from '../../shared/analysis/findings.ts'
import type { Remark } from '../../shared/analysis/tables.ts'
import { useTongue } from '../i18n/language.ts'
import { sentenceParts } from './sentence-parts.ts'
import styles from './Sentence.module.css'

export interface SentenceProps {
  readonly remark: Remark
  /** By the name of the parameter. */
  readonly links?: Readonly<Record<string, EvidenceLink>>
  readonly onFollow?: (link: EvidenceLink) => void
  /** Hides addresses in words and values. */
  readonly mask: (text: string) => string
}

export function Sentence({ remark, links = {}, onFollow, mask }: SentenceProps) {
  const { t, number } = useTongue()
  const parts = useMemo(() => sentenceParts(t, remark.key, remark.params), [t, remark])
  return (
    <>
      {parts.map((part, i) => {
        if (part.kind === 'words') return mask(part.text)
        const link = links[part.name]
        const words = part.grouped && typeof part.value === 'number' ? number(part.value) : mask(String(part.value))
        if (!link || !onFollow) return words
        return (
          <button key={i} type="button" className={styles.link} onClick={() => onFollow(link)}>
            {words}
          </button>
        )
      })}
    </>
  )
}
