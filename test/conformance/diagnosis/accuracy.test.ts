// Every lab scenario under every condition: the cause is right with whole evidence, and nothing is wrong and certain.
import { expect, it } from 'vitest'
import { createTranslate, LANGUAGES } from '../../../shared/i18n/translate.ts'
import type { Remark } from '../../../shared/analysis/tables.ts'
import { describeWithCorpus } from '../../helpers/corpus.ts'
import { CONDITIONS, judge, runLab, scenarios } from '../../helpers/lab-runs.ts'
import type { LabRun } from '../../helpers/lab-runs.ts'

describeWithCorpus('captures/lab', 'causes of the lab scenarios', (lab) => {
  for (const scenario of scenarios(lab)) {
    it(`${scenario.name}: ${scenario.causes.join(', ')}`, async () => {
      for (const condition of CONDITIONS) {
        const run = await runLab(scenario, condition)
        if (run === null) continue
        const outcome = judge(run)
        if (condition === 'whole' || condition === 'both sides')
          expect([outcome.first, outcome.complete]).toEqual([scenario.causes[0], true])
        expect(outcome.wrongCertain, condition).toEqual([])
        expectWords(run)
      }
    })
  }
})

/** Every sentence exists in both languages and has all its values. */
function expectWords({ analysis: { diagnosis } }: LabRun): void {
  const remarks: Remark[] = [
    ...diagnosis.findings.flatMap((f) => [f.summary, ...f.evidence, ...f.disproof, ...f.next, ...f.explanation]),
    ...diagnosis.findings.map((f) => ({ key: `findings.title.${f.cause}`, params: {} })),
    ...diagnosis.identities,
    ...diagnosis.reconciliations.flatMap((row) => row.reasons),
  ]
  for (const language of LANGUAGES) {
    const translate = createTranslate(language)
    for (const { key, params } of remarks) {
      const text = translate(key, params)
      expect(text, key).not.toBe(key)
      expect(text, key).not.toMatch(/\{\{|\$t\(|undefined|NaN/)
    }
  }
}
