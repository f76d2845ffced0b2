// The open files in the top bar; a click shows them at the side.
import { FileSpreadsheet, FileWarning, FileText, Loader } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { Icon } from '../../components/Icon.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useMask } from '../../state/use-analysis.ts'
import type { SourceCard } from '../../state/sources-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import styles from '../../app/workspace.module.css'

const MOST_CHIPS = 3

function iconOf(source: SourceCard): LucideIcon {
  if (source.stage === 'failed') return FileWarning
  if (source.stage === 'waiting' || source.stage === 'reading') return Loader
  return source.role === 'counters' ? FileText : FileSpreadsheet
}

function placeOf(source: SourceCard): number {
  if (source.stage === 'failed') return 0
  return source.role === 'counters' ? 2 : 1
}

export function FileChips() {
  const t = useTranslate()
  const mask = useMask()
  const store = useWorkspaceApi()
  const sources = useWorkspace((state) => state.sources)
  const captures = useWorkspace((state) => state.loaded?.analysis.packets.captures)
  const show = (): void => store.getState().changeSettings({ sidePanel: 'files' })
  // What failed comes first, it must not hide behind "and 3 more"; then captures.
  const ordered = [...sources].sort((a, b) => placeOf(a) - placeOf(b))
  const hidden = ordered.length - MOST_CHIPS
  return (
    <div className={styles.files} role="group" aria-label={t('app.files.title')}>
      {ordered.slice(0, hidden === 1 ? MOST_CHIPS + 1 : MOST_CHIPS).map((source) => {
        const capture = source.capture === null ? undefined : captures?.[source.capture]
        const warned = capture !== undefined && (capture.partial || capture.warnings.length > 0)
        return (
          <button
            key={source.id}
            type="button"
            className={styles.file}
            data-stage={source.stage}
            data-warned={warned || undefined}
            title={mask(source.name)}
            aria-label={`${mask(source.name)}: ${t(`app.files.stage.${warned ? 'warned' : source.stage}`)}`}
            onClick={show}
          >
            <Icon of={iconOf(source)} size={0.875} />
            <span>{mask(source.name)}</span>
          </button>
        )
      })}
      {hidden > 1 && (
        <button type="button" className={styles.file} onClick={show}>
          <span>{t('app.files.more', { count: hidden })}</span>
        </button>
      )}
    </div>
  )
}
