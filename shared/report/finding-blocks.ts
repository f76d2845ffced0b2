// The verdict, and every finding with evidence, disproof, next steps and explanation.
import type { Analysis } from '../analysis/analysis.ts'
import type { Finding } from '../analysis/findings.ts'
import type { Remark } from '../analysis/tables.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Block } from './report-model.ts'

/** What stands first: the leading finding in one sentence, the others by name. */
export function verdictBlocks({ diagnosis }: Analysis, translate: Translate): Block[] {
  const [first, ...others] = diagnosis.findings
  if (first === undefined) return []
  const blocks: Block[] = [
    { kind: 'heading', level: 2, text: translate('report.verdict') },
    { kind: 'paragraph', tone: 'verdict', text: translate(first.summary.key, first.summary.params) },
    { kind: 'paragraph', tone: 'note', text: translate('report.named', named(first, translate)) },
  ]
  if (others.length > 0) {
    blocks.push({ kind: 'paragraph', text: translate('report.also') })
    blocks.push({ kind: 'list', items: others.map((finding) => sentenceOf(finding, translate)) })
  }
  return blocks
}

function named(finding: Finding, translate: Translate): Record<string, string> {
  return {
    title: translate(`findings.title.${finding.cause}`),
    confidence: translate(`findings.confidence.${finding.confidence}`),
    code: finding.cause,
  }
}

function sentenceOf(finding: Finding, translate: Translate): string {
  const sentence = translate(finding.summary.key, finding.summary.params)
  return translate('report.also-item', { ...named(finding, translate), sentence })
}

/** One section a finding. A command or story that an earlier finding gave already is not given again. */
export function findingBlocks({ diagnosis }: Analysis, translate: Translate): Block[] {
  const said = new Set<string>()
  // The sentence of the first finding stands above as the verdict.
  return diagnosis.findings.flatMap((finding, row) => oneFinding(finding, translate, said, row > 0))
}

function oneFinding(finding: Finding, translate: Translate, said: Set<string>, withSummary: boolean): Block[] {
  const say = ({ key, params }: Remark): string => translate(key, params)
  const fresh = (text: string): boolean => {
    if (said.has(text)) return false
    said.add(text)
    return true
  }
  const blocks: Block[] = [{ kind: 'heading', level: 2, text: translate('report.finding', named(finding, translate)) }]
  if (withSummary) blocks.push({ kind: 'paragraph', text: say(finding.summary) })
  const section = (key: string, items: readonly string[]): void => {
    if (items.length === 0) return
    blocks.push({ kind: 'heading', level: 3, text: translate(key) }, { kind: 'list', items })
  }
  section('report.evidence', finding.evidence.map(say))
  section('report.disproof', finding.disproof.map(say))
  const steps = finding.next.filter((step) => fresh(`${say(step)} ${step.command?.host ?? ''}`))
  if (steps.length > 0) blocks.push({ kind: 'heading', level: 3, text: translate('report.next') })
  for (const step of steps) {
    blocks.push({ kind: 'paragraph', text: say(step) })
    if (step.command === null) continue
    blocks.push({ kind: 'command', label: translate('report.on-host'), text: step.command.host })
    if (step.command.pod !== step.command.host) {
      blocks.push({ kind: 'command', label: translate('report.in-pod'), text: step.command.pod })
    }
  }
  const story = finding.explanation.map(say).filter(fresh)
  if (story.length > 0) blocks.push({ kind: 'heading', level: 3, text: translate('report.explanation') })
  for (const text of story) blocks.push({ kind: 'paragraph', text })
  return blocks
}
