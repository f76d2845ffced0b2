// synscope info: what is in capture files, in the way capinfos says it.
import type { CaptureSummary, PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { synPackets } from '../../../shared/analysis/analysis-json.ts'
import type { Translate } from '../../../shared/i18n/translate.ts'
import { decimalTime, nanosBetween } from '../../../shared/units/exact-time.ts'
import type { ExactTime } from '../../../shared/units/exact-time.ts'
import { readArguments } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { sha256Of } from '../named-files.ts'
import { analyseInputs } from '../read-inputs.ts'
import { displayWidth } from '../table.ts'

/** Comments printed; --json has all that the reader keeps. */
const MOST_COMMENTS = 5

export async function infoCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, {})
  const open = await analyseInputs(args, 'info', terminal, translate)
  try {
    const { packets } = open.analysis
    const hashes = await Promise.all(open.sources.map(sha256Of))
    const byName = new Map(open.sources.map((source, i) => [source.name, hashes[i] ?? '']))
    if (args.flag('json')) {
      const captures = packets.captures.map((capture) => infoJson(capture, byName.get(capture.path) ?? null, translate))
      const document = {
        schema: 'synscope.info/1',
        captures,
        handshakes: packets.handshakes.length,
        synPackets: synPackets(packets),
      }
      await terminal.out(`${JSON.stringify(document, null, 2)}\n`)
    } else {
      const pages = packets.captures.map((capture) =>
        infoLines(capture, byName.get(capture.path) ?? '', packets, translate),
      )
      await terminal.out(`${pages.map((lines) => lines.join('\n')).join('\n\n')}\n`)
    }
    return 0
  } finally {
    await open.close()
  }
}

function infoJson(capture: CaptureSummary, hash: string | null, translate: Translate): object {
  const { firstPacketTime, lastPacketTime, warnings, vantageReason, ...rest } = capture
  return {
    ...rest,
    firstPacketTime: firstPacketTime === null ? null : decimalTime(firstPacketTime),
    lastPacketTime: lastPacketTime === null ? null : decimalTime(lastPacketTime),
    vantageReason: translate(vantageReason.key, vantageReason.params),
    warnings: warnings.map((warning) => translate(warning.key, warning.params)),
    sha256: hash,
  }
}

function infoLines(capture: CaptureSummary, hash: string, packets: PacketAnalysis, translate: Translate): string[] {
  const { firstPacketTime: first, lastPacketTime: last } = capture
  const rows: [string, string][] = [
    ['format', capture.format],
    ['compression', capture.compression.join(' + ')],
    ['bytes', String(capture.bytes)],
    ['sha256', hash],
    ['packets', String(capture.packets)],
    ['tcp', String(capture.tcpPackets)],
    ['first', timeText(first)],
    ['last', timeText(last)],
    ['duration', first === null || last === null ? '' : `${(nanosBetween(first, last) / 1e9).toFixed(9)} s`],
    ...capture.interfaces.map((one): [string, string] => [
      'interfaces',
      [
        one.name,
        one.linkType,
        translate('cli.info.packets-unit', { count: one.packets }),
        one.dropped === null ? null : translate('cli.info.dropped', { count: one.dropped }),
      ]
        .filter((part) => part !== null)
        .join(', '),
    ]),
    ['encapsulations', counts(capture.encapsulations)],
    ['skipped', counts(capture.skipped)],
    ['vantage', `${capture.vantage} — ${translate(capture.vantageReason.key, capture.vantageReason.params)}`],
    ...(packets.captures.length === 1
      ? ([
          ['handshakes', String(packets.handshakes.length)],
          ['syns', String(synPackets(packets))],
        ] satisfies [string, string][])
      : []),
    ...capture.comments.slice(0, MOST_COMMENTS).map((comment): [string, string] => ['comments', comment]),
    ...(capture.comments.length > MOST_COMMENTS
      ? ([['comments', translate('cli.info.more', { count: capture.comments.length - MOST_COMMENTS })]] satisfies [
          string,
          string,
        ][])
      : []),
  ]
  const titles = rows.map(([key]) => translate(`cli.info.${key}`))
  const width = Math.max(...titles.map(displayWidth))
  return [
    capture.path,
    ...rows.flatMap(([, value], i) => {
      const title = titles[i] ?? ''
      return value === '' ? [] : [`  ${title}${' '.repeat(width - displayWidth(title))}  ${value}`]
    }),
    ...capture.warnings.map((warning) => `  ! ${translate(warning.key, warning.params)}`),
  ]
}

function timeText(time: ExactTime | null): string {
  if (time === null) return ''
  const date = new Date(time.seconds * 1000)
  const day = Number.isNaN(date.getTime())
    ? ''
    : `${date.toISOString().slice(0, 19)}.${String(time.nanos).padStart(9, '0')}Z `
  return `${day}(${decimalTime(time)})`
}

function counts(of: Readonly<Record<string, number>>): string {
  return Object.entries(of)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
