// What to do next: sentences with commands to copy, for the host itself or for a pod from its node.
import { useState } from 'react'
import type { NextStep } from '../../../shared/analysis/findings.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Sentence } from '../../components/Sentence.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useAddressNames } from '../../state/use-analysis.ts'
import styles from './verdict.module.css'

type Place = 'host' | 'pod'

export function NextSteps({ steps }: { readonly steps: readonly NextStep[] }) {
  const t = useTranslate()
  const names = useAddressNames()
  const [place, setPlace] = useState<Place>('host')
  return (
    <>
      <div className={styles.nextHead}>
        <h3>{t('app.verdict.next')}</h3>
        <span className={styles.places} role="group" aria-label={t('app.verdict.place')}>
          {(['host', 'pod'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={place === each} onClick={() => setPlace(each)}>
              {t(`app.verdict.${each}`)}
            </button>
          ))}
        </span>
      </div>
      <ol className={styles.steps3}>
        {steps.map((step, i) => (
          <li key={i}>
            <span>
              <Sentence remark={step} mask={names.text} />
            </span>
            {step.command && (
              <div className={styles.command}>
                <code>{step.command[place]}</code>
                <CopyButton text={step.command[place]} label={t('app.verdict.copyCommand')} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
