// There is no handshake to show, and this is why: no capture yet, no TCP in it, or TCP without a single handshake.
import { FileSearch } from 'lucide-react'
import { useRun } from '../commands/command-entries.ts'
import { Button } from '../components/Button.tsx'
import { Icon } from '../components/Icon.tsx'
import { useTongue } from '../i18n/language.ts'
import { useLoaded } from '../state/use-analysis.ts'
import styles from './workspace.module.css'

export function NoPackets() {
  const { t, number } = useTongue()
  const run = useRun()
  const { captures } = useLoaded().analysis.packets
  const packets = captures.reduce((sum, capture) => sum + capture.packets, 0)
  const tcp = captures.reduce((sum, capture) => sum + capture.tcpPackets, 0)
  const skipped = new Map<string, number>()
  for (const capture of captures) {
    for (const [reason, count] of Object.entries(capture.skipped))
      skipped.set(reason, (skipped.get(reason) ?? 0) + count)
  }
  const why = captures.length === 0 ? 'noCapture' : packets === 0 ? 'noPackets' : tcp === 0 ? 'noTcp' : 'noHandshakes'
  return (
    <div className={styles.empty}>
      <Icon of={FileSearch} size={2.5} />
      <h2>{t(`app.empty.${why}`)}</h2>
      <p>{t(`app.empty.${why}Hint`, { packets: number(packets), tcp: number(tcp) })}</p>
      {skipped.size > 0 && (
        <ul className={styles.emptyList}>
          {[...skipped].map(([reason, count]) => (
            <li key={reason}>
              {number(count)} × {t(`capture.skipped.${reason}`)}
            </li>
          ))}
        </ul>
      )}
      <Button look="primary" onPress={() => run('file.addCapture')}>
        {t('app.empty.add')}
      </Button>
    </div>
  )
}
