// An outcome as shape, colour and word. The shapes differ in outline, so that no outcome depends on its colour.
import type { Outcome } from '../../shared/analysis/tables.ts'
import { OutcomeMark } from '../features/timeline/OutcomeMark.tsx'
import { useTranslate } from '../i18n/language.ts'
import styles from './OutcomeTag.module.css'

export function OutcomeTag({ outcome }: { readonly outcome: Outcome }) {
  const t = useTranslate()
  return (
    <span className={styles.tag}>
      <OutcomeMark outcome={outcome} />
      <span className={styles.word} data-outcome-word>
        {t(`timeline.outcome.${outcome}`)}
      </span>
    </span>
  )
}
