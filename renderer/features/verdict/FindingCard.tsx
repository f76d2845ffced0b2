// One finding: summary, evidence with links, what would prove it wrong, what to do next, the story.
import { BookOpen, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { EvidenceLink, Finding } from '../../../shared/analysis/findings.ts'
import { Icon } from '../../components/Icon.tsx'
import { Sentence } from '../../components/Sentence.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useAddressNames } from '../../state/use-analysis.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { ConfidencePill } from './ConfidencePill.tsx'
import { NextSteps } from './NextSteps.tsx'
import { QueueDrawing, hasQueueDrawing } from './QueueDrawing.tsx'
import { toneOf } from './VerdictLine.tsx'
import styles from './verdict.module.css'

export interface FindingCardProps {
  readonly finding: Finding
  readonly rank: number
  /** The first one is open from the start. */
  readonly first: boolean
}

export function FindingCard({ finding, rank, first }: FindingCardProps) {
  const t = useTranslate()
  const names = useAddressNames()
  const store = useWorkspaceApi()
  const [open, setOpen] = useState(first)
  const [story, setStory] = useState(false)
  const body = useId()
  const follow = (link: EvidenceLink): void => store.getState().followLink(link)
  return (
    <article className={styles.finding} data-tone={toneOf(finding)} data-open={open || undefined}>
      <h2>
        <button
          type="button"
          className={styles.findingHead}
          aria-expanded={open}
          aria-controls={body}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.rank}>{rank}</span>
          <span className={styles.findingTitle}>
            <strong>{t(`app.cause.${finding.cause}`)}</strong>
            {toneOf(finding) === 'bad' && <ConfidencePill confidence={finding.confidence} />}
          </span>
          <span className={styles.fold} data-open={open || undefined}>
            <Icon of={ChevronRight} size={0.875} />
          </span>
        </button>
      </h2>
      <div id={body} className={styles.findingBody} hidden={!open}>
        {/* The first finding's summary is the line above the timeline. */}
        {!first && (
          <p className={styles.summary}>
            <Sentence remark={finding.summary} mask={names.text} />
          </p>
        )}
        {finding.evidence.length > 0 && (
          <>
            <h3>{t('app.verdict.evidence')}</h3>
            <ul className={styles.bullets}>
              {finding.evidence.map((evidence, i) => (
                <li key={i}>
                  <Sentence remark={evidence} links={evidence.links} onFollow={follow} mask={names.text} />
                </li>
              ))}
            </ul>
          </>
        )}
        {finding.explanation.length > 0 && (
          <>
            <button type="button" className={styles.explain} aria-expanded={story} onClick={() => setStory(!story)}>
              <Icon of={BookOpen} size={0.875} />
              {t(story ? 'app.verdict.explainLess' : 'app.verdict.explain')}
            </button>
            {story && (
              <div className={styles.story}>
                {hasQueueDrawing(finding.cause) && <QueueDrawing finding={finding} />}
                {finding.explanation.map((remark, i) => (
                  <p key={i}>
                    <Sentence remark={remark} mask={names.text} />
                  </p>
                ))}
              </div>
            )}
          </>
        )}
        {finding.next.length > 0 && <NextSteps steps={finding.next} />}
        {finding.disproof.length > 0 && (
          <>
            <h3>{t('app.verdict.disproof')}</h3>
            <ul className={styles.bullets}>
              {finding.disproof.map((remark, i) => (
                <li key={i}>
                  <Sentence remark={remark} mask={names.text} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </article>
  )
}
