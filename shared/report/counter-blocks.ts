// The counters: what grew, what the packets predict, which identities hold.
import type { Analysis } from '../analysis/analysis.ts'
import type { CounterEvidence } from '../analysis/counters.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Block, Phrase } from './report-model.ts'

export function counterBlocks({ counters, diagnosis }: Analysis, translate: Translate): Block[] {
  if (counters.snapshots.length === 0) return []
  const blocks: Block[] = [{ kind: 'heading', level: 2, text: translate('report.counters') }]
  const grown = [...counters.deltas].filter(([, growth]) => growth !== 0)
  if (counters.deltas.size > 0) {
    if (grown.length === 0) blocks.push({ kind: 'paragraph', text: translate('report.nothing-grew') })
    else blocks.push(growthTable(counters, grown, translate))
  } else {
    blocks.push({ kind: 'paragraph', text: translate('report.totals-only') })
    const totals = [...counters.totals].filter(([, value]) => value !== 0)
    blocks.push({
      kind: 'table',
      head: ['counter', 'wording', 'total'].map((key) => translate(`report.column.${key}`)),
      numeric: [2],
      rows: totals.map(([name, value]) => [code(name), wording(counters, name), { text: String(value) }]),
    })
  }
  const predicted = diagnosis.reconciliations.filter((row) => row.interval === null)
  if (predicted.length > 0) {
    blocks.push({ kind: 'heading', level: 3, text: translate('report.reconciliation') })
    blocks.push({ kind: 'paragraph', text: translate('report.reconciliation-note') })
    blocks.push({
      kind: 'table',
      head: ['counter', 'side', 'predicted', 'observed', 'difference', 'reasons'].map((key) =>
        translate(`report.column.${key}`),
      ),
      numeric: [2, 3, 4],
      rows: predicted.map(({ counter, side, predicted: wanted, observed, reasons }) => [
        code(counter),
        { text: translate(`report.side.${side}`) },
        { text: String(wanted) },
        { text: String(observed) },
        { text: signed(observed - wanted) },
        { text: reasons.map(({ key, params }) => translate(key, params)).join(' ') },
      ]),
    })
  }
  if (diagnosis.identities.length > 0) {
    blocks.push({ kind: 'heading', level: 3, text: translate('report.identities') })
    blocks.push({
      kind: 'list',
      items: diagnosis.identities.map(({ key, params, holds }) =>
        translate(holds ? 'report.holds' : 'report.broken', { sentence: translate(key, params) }),
      ),
    })
  }
  return blocks
}

function growthTable(
  counters: CounterEvidence,
  grown: readonly (readonly [string, number])[],
  translate: Translate,
): Block {
  return {
    kind: 'table',
    head: ['counter', 'wording', 'growth', 'total'].map((key) => translate(`report.column.${key}`)),
    numeric: [2, 3],
    rows: grown.map(([name, growth]) => [
      code(name),
      wording(counters, name),
      { text: signed(growth) },
      { text: String(counters.totals.get(name) ?? '') },
    ]),
  }
}

/** How the text itself spells the counter, from the last snapshot that has it. */
function wording(counters: CounterEvidence, name: string): Phrase {
  const snapshot = counters.snapshots.findLast((each) => each.texts.has(name))
  return { text: snapshot?.texts.get(name) ?? '' }
}

function code(text: string): Phrase {
  return { text, code: true }
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0'
}
