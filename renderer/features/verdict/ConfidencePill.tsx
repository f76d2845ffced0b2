// How sure a finding is, as word and as filled steps.
import type { Confidence } from '../../../shared/analysis/findings.ts'
import { useTranslate } from '../../i18n/language.ts'
import styles from './verdict.module.css'

const STEPS: Readonly<Record<Confidence, number>> = { possible: 1, likely: 2, certain: 3 }

export function ConfidencePill({ confidence }: { readonly confidence: Confidence }) {
  const t = useTranslate()
  return (
    <span className={styles.pill}>
      <span className={styles.steps} aria-hidden>
        {[1, 2, 3].map((step) => (
          <i key={step} data-on={step <= STEPS[confidence] || undefined} />
        ))}
      </span>
      {t(`app.confidence.${confidence}`)}
    </span>
  )
}
