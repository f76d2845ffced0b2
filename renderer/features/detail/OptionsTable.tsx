// Options of the SYN and of the SYN-ACK side by side; what the answer lacks is marked.
import { useMemo } from 'react'
import { handshakeView, hasFeature } from '../../../shared/analysis/handshake-view.ts'
import { optionFacts } from '../../../shared/tcp/option-sets.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { optionRows } from './option-rows.ts'
import styles from './detail.module.css'

export function OptionsTable({ handshake }: { readonly handshake: number }) {
  const t = useTranslate()
  const { analysis } = useLoaded()
  const { packets } = analysis
  const cut = hasFeature(packets, handshake, 'optionsCut')
  const sides = useMemo(() => {
    const view = handshakeView(packets, handshake)
    const of = (row: number | undefined) => {
      if (row === undefined) return null
      return {
        ...optionFacts(packets.optionSets[packets.packets.options[row] ?? 0] ?? new Uint8Array()),
        flags: packets.packets.flags[row] ?? 0,
      }
    }
    return { syn: of(view.syns[0]), lastSyn: of(view.syns.at(-1)), synAck: of(view.synAcks[0]) }
  }, [packets, handshake])
  const rows = optionRows(sides.syn, sides.synAck)
  return (
    <div className={styles.options}>
      {cut && <p className={styles.note}>{t('app.detail.optionsCut')}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('app.detail.option')}</th>
            <th scope="col">SYN</th>
            <th scope="col">SYN-ACK</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} data-missing={row.missing || undefined}>
              <th scope="row">{row.name}</th>
              <td>{row.syn}</td>
              <td>
                {sides.synAck === null ? '' : row.synAck}
                {row.missing && <em>{t('app.detail.notAnswered')}</em>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sides.synAck === null && <p className={styles.note}>{t('app.detail.noSynAck')}</p>}
    </div>
  )
}
