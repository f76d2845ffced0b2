// The same figures as the backoff chart for those who do not see it.
import type { AttemptFigures } from '../../../shared/timeline/backoff-dots.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { useTongue } from '../../i18n/language.ts'

export function AttemptTable({ figures }: { readonly figures: readonly AttemptFigures[] }) {
  const { t, number } = useTongue()
  return (
    <table className="visually-hidden">
      <caption>{t('timeline.backoff.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('timeline.backoff.attempt')}</th>
          <th scope="col">{t('timeline.fact.syns')}</th>
          <th scope="col">{t('timeline.backoff.earliest')}</th>
          <th scope="col">{t('timeline.backoff.mean')}</th>
          <th scope="col">{t('timeline.backoff.latest')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure, i) => (
          <tr key={i}>
            <th scope="row">{i + 1}</th>
            <td>{number(figure.count)}</td>
            <td>{durationText(figure.least)}</td>
            <td>{durationText(figure.mean)}</td>
            <td>{durationText(figure.most)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
