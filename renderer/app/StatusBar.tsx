// What is here, what is chosen, which clock the times are on.
import { localOffset, durationText, utcOffset, zoneText } from '../../shared/timeline/time-text.ts'
import { useCommandEntries } from '../commands/command-entries.ts'
import { Button } from '../components/Button.tsx'
import { MenuButton } from '../components/Menu.tsx'
import { useTongue } from '../i18n/language.ts'
import { useLoaded } from '../state/use-analysis.ts'
import { useWorkspace } from '../state/workspace-store.ts'
import { useSelectionSums } from './selection-sums.ts'
import styles from './workspace.module.css'

export function StatusBar() {
  const { t, number, bytes } = useTongue()
  const loaded = useLoaded()
  const timeFormat = useWorkspace((state) => state.timeFormat)
  const brushed = useWorkspace((state) => state.brushed)
  const sums = useSelectionSums()
  const formats = useCommandEntries([
    'view.timeAbsolute',
    'view.timeLocal',
    'view.timeSinceStart',
    'view.timeSincePrevious',
  ])
  const { captures, handshakes, folded } = loaded.analysis.packets
  const packets = captures.reduce((sum, capture) => sum + capture.packets, 0)
  const size = captures.reduce((sum, capture) => sum + capture.bytes, 0)
  const { originSeconds } = loaded.axis
  const zone =
    timeFormat === 'utc' || timeFormat === 'local'
      ? zoneText(originSeconds, timeFormat === 'utc' ? utcOffset : localOffset)
      : t(`app.status.${timeFormat}`)
  return (
    <footer className={styles.status}>
      <span>
        {t('app.status.handshakes', { total: number(handshakes.length), count: handshakes.length })}
        {folded.handshakes > 0 &&
          ` + ${t('app.status.folded', { total: number(folded.handshakes), count: folded.handshakes })}`}
        {' · '}
        {t('app.status.packets', { total: number(packets), count: packets, size: bytes(size) })}
      </span>
      {loaded.provisional && <span>{t('app.status.provisional')}</span>}
      {sums !== null && (
        <span role="status">
          {t('app.status.selection', {
            shown: number(sums.handshakes),
            syns: number(sums.syns),
            unanswered: number(sums.unanswered),
          })}
        </span>
      )}
      {brushed && <span>{t('app.status.brushed', { span: durationText(brushed.end - brushed.start) })}</span>}
      <span style={{ marginInlineStart: 'auto' }} />
      <MenuButton label={t('app.status.timeFormat')} groups={[{ id: 'time', entries: formats }]}>
        <Button size="small" aria-label={`${t('app.status.timeFormat')}: ${zone}`}>
          {zone}
        </Button>
      </MenuButton>
    </footer>
  )
}
