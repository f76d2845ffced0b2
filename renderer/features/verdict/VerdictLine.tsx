// The verdict in one line, above everything.
import { ChevronRight, CircleCheck, CircleHelp, OctagonAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Finding } from '../../../shared/analysis/findings.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Sentence } from '../../components/Sentence.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useAddressNames, useLoaded } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { ConfidencePill } from './ConfidencePill.tsx'
import styles from './verdict.module.css'

export type Tone = 'good' | 'bad' | 'unsure'

export function toneOf(finding: Finding): Tone {
  if (finding.cause === 'healthy') return 'good'
  return finding.cause === 'inconclusive' ? 'unsure' : 'bad'
}

const ICONS: Readonly<Record<Tone, LucideIcon>> = { good: CircleCheck, bad: OctagonAlert, unsure: CircleHelp }

export function VerdictLine() {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const { analysis, provisional } = useLoaded()
  const names = useAddressNames()
  const open = useWorkspace((state) => state.settings.sidePanel === 'verdict')
  const [first, ...others] = analysis.diagnosis.findings
  // A verdict about the first few megabytes would mislead.
  if (provisional || first === undefined) return null
  const tone = toneOf(first)
  return (
    <section className={styles.line} data-tone={tone} aria-label={t('app.verdict.title')}>
      <span className={styles.lineIcon}>
        <Icon of={ICONS[tone]} size={1.125} />
      </span>
      <p className={styles.lineWords}>
        <Sentence remark={first.summary} mask={names.text} />
      </p>
      {tone === 'bad' && <ConfidencePill confidence={first.confidence} />}
      {others.length > 0 && <span className={styles.more}>{t('app.verdict.others', { count: others.length })}</span>}
      {!open && (
        <Button size="small" look="outlined" onPress={() => store.getState().changeSettings({ sidePanel: 'verdict' })}>
          {t('app.verdict.why')}
          <Icon of={ChevronRight} size={0.875} />
        </Button>
      )}
    </section>
  )
}
