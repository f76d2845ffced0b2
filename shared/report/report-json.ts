// The report for programs: schema synscope.report/1. Sentences are written out in the language of the report, numbers
// and codes stand beside them; handshakes and packets are in the analysis document (`analyze --json`).
import { summaryJson } from '../analysis/analysis-json.ts'
import type { Remark } from '../analysis/tables.ts'
import type { Translate } from '../i18n/translate.ts'
import type { ReportModel } from './report-model.ts'
import { addressText, endpointText } from '../net/address.ts'

export const REPORT_SCHEMA = 'synscope.report/1'

export function toJson(model: ReportModel, translate: Translate, picture: string | null): string {
  const { analysis, title, files, versions, createdAt } = model
  const { packets, counters, diagnosis } = analysis
  const say = ({ key, params }: Remark): string => translate(key, params)
  const listenerName = (row: number | null): string | null =>
    row === null
      ? null
      : endpointText(
          addressText(packets.addresses, packets.listeners.address[row] ?? 0),
          packets.listeners.port[row] ?? 0,
        )
  const document = {
    schema: REPORT_SCHEMA,
    title: title ?? translate('report.title'),
    language: translate('report.language'),
    isMasked: model.isMasked,
    createdAt,
    versions,
    files,
    captures: packets.captures.map(
      ({ path, format, linkTypes, packets: count, tcpPackets, vantage, vantageReason, warnings }) => ({
        path,
        format,
        linkTypes,
        packets: count,
        tcpPackets,
        vantage,
        vantageReason: say(vantageReason),
        warnings: warnings.map(say),
      }),
    ),
    summary: summaryJson(packets),
    findings: diagnosis.findings.map((finding) => ({
      cause: finding.cause,
      title: translate(`findings.title.${finding.cause}`),
      confidence: finding.confidence,
      listener: listenerName(finding.listener),
      handshakes: finding.handshakes,
      synPackets: finding.synPackets,
      summary: say(finding.summary),
      evidence: finding.evidence.map((fact) => ({ text: say(fact), key: fact.key, params: fact.params })),
      disproof: finding.disproof.map(say),
      next: finding.next.map((step) => ({ text: say(step), command: step.command })),
      explanation: finding.explanation.map(say),
    })),
    counters: {
      snapshots: counters.snapshots.length,
      deltas: Object.fromEntries(counters.deltas),
      totals: Object.fromEntries(counters.totals),
      remarks: counters.remarks.map(say),
    },
    reconciliation: diagnosis.reconciliations.map(({ reasons, ...row }) => ({ ...row, reasons: reasons.map(say) })),
    identities: diagnosis.identities.map((identity) => ({ holds: identity.holds, text: say(identity) })),
    picture,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
