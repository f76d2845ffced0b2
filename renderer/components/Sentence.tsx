// A sentence of the catalogue whose numbers are links: each selects exactly the packets, handshakes, interval or fact it
// stands for. Masked addresses are masked here too.
import type { ReactNode } from 'react'
import type { EvidenceLink } from '../../shared/analysis/findings.ts'
import type { Remark } from '../../shared/analysis/tables.ts'
import { useTongue } from '../i18n/language.ts'
import styles from './Sentence.module.css'

export interface SentenceProps {
  readonly remark: Remark
  /** By the name of the parameter. */
  readonly links?: Readonly<Record<string, EvidenceLink>>
  readonly onFollow?: (link: EvidenceLink) => void
  /** Applied to the words around and inside: hides addresses. */
  readonly mask: (text: string) => string
}

const PLACE = /\{\{-?\s*([\w.]+)(?:,[^}]*)?\s*\}\}/g

export function Sentence({ remark, links = {}, onFollow, mask }: SentenceProps) {
  const { t, number } = useTongue()
  // The sentence in the right plural form with its places unfilled; they are filled here, some with buttons.
  const template = t(remark.key, { ...remark.params, skipInterpolation: 1 })
  const parts: ReactNode[] = []
  let at = 0
  for (const match of template.matchAll(PLACE)) {
    const [place, name = ''] = match
    parts.push(mask(template.slice(at, match.index)))
    at = match.index + place.length
    const value = remark.params[name]
    const link = links[name]
    const words = typeof value === 'number' && link ? number(value) : mask(String(value ?? ''))
    parts.push(
      link && onFollow ? (
        <button key={match.index} type="button" className={styles.link} onClick={() => onFollow(link)}>
          {words}
        </button>
      ) : (
        words
      ),
    )
  }
  parts.push(mask(template.slice(at)))
  return <>{parts}</>
}
