// The report of what is open, out of the window. Masked when the screen, the figure or the opened work is.
import { figureName } from '../../../shared/figure/figure-name.ts'
import { drawnWords } from '../../../shared/figure/scene/scene.ts'
import { sceneToSvg } from '../../../shared/figure/scene/svg.ts'
import type { SaveKind } from '../../../shared/host/host.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'
import type { Language } from '../../../shared/i18n/translate.ts'
import { markdownBundle } from '../../../shared/report/markdown-bundle.ts'
import { renderReport } from '../../../shared/report/render-report.ts'
import type { ReportModel } from '../../../shared/report/render-report.ts'
import type { CommandContext } from '../../commands/command.ts'
import { settledLanguage } from '../../i18n/language.ts'
import type { WorkspaceState } from '../../state/workspace-store.ts'
import { composeMaterial, figureMaterial } from '../figure/current-figure.ts'
import { scenePng } from '../figure/export-figure.ts'
import { figureFonts, fontRules } from '../figure/figure-fonts.ts'
import { workKeeper } from '../work/work-keeper.ts'

/** What the dialog offers to save; `mdZip`: Markdown with the figure beside it. */
export const SAVED_FORMATS = ['html', 'md', 'mdZip', 'json'] as const
export type SavedFormat = (typeof SAVED_FORMATS)[number]

export type ReportOutput = SavedFormat | 'pdf' | 'print'

export interface ReportWishes {
  /** '' = the usual title. */
  readonly title: string
  readonly language: Language
}

const FILES: Readonly<Record<SavedFormat, { readonly kind: SaveKind; readonly ending: string }>> = {
  html: { kind: 'html', ending: 'html' },
  md: { kind: 'markdown', ending: 'md' },
  mdZip: { kind: 'zip', ending: 'zip' },
  json: { kind: 'json', ending: 'json' },
}

/** Pixels of the figure beside a Markdown report, per pixel of the figure. */
const PICTURE_SCALE = 2

let wishesBefore: ReportWishes | null = null

/** What the dialog begins with: as it was left, else the language of the window. */
export function firstWishes({ store, host }: CommandContext): ReportWishes {
  const language = settledLanguage(store.getState().settings.language, host.start.locale)
  return wishesBefore ?? { title: '', language }
}

export function isMaskedReport({ settings, figure, isMaskedWork }: WorkspaceState): boolean {
  return settings.maskAddresses || figure.isMasked || isMaskedWork
}

/** Without the dialog, as the last one was. */
export async function giveReportAgain(context: CommandContext, output: ReportOutput): Promise<void> {
  await giveReport(context, output, firstWishes(context))
}

/** Makes the report and gives it away as `output`. True when it arrived (false: cancelled, refused). */
export async function giveReport(
  context: CommandContext,
  output: ReportOutput,
  wishes: ReportWishes,
): Promise<boolean> {
  const { host, store } = context
  const { say } = store.getState()
  wishesBefore = wishes
  if (output === 'pdf' && !host.start.can.pdf) {
    say({ key: 'tools.report.noPdf', params: {} }, 'bad')
    return false
  }
  const format = output === 'pdf' || output === 'print' ? 'html' : output
  const made = await makeReport(context, format, wishes)
  if (made === null) return false
  const text = typeof made.content === 'string' ? made.content : ''
  if (output === 'print') {
    await host.print(text)
    return true
  }
  const outcome =
    output === 'pdf'
      ? await host.savePdf(text, `${made.name}.pdf`)
      : await host.save({
          kind: FILES[format].kind,
          suggestedName: `${made.name}.${FILES[format].ending}`,
          content: made.content,
        })
  if (outcome.kind === 'failed') say(outcome.reason, 'bad')
  if (outcome.kind === 'saved') say({ key: 'tools.report.saved', params: { name: outcome.name } }, 'good')
  return outcome.kind === 'saved'
}

interface MadeReport {
  readonly content: string | Uint8Array
  /** Without ending. */
  readonly name: string
}

/** Null while nothing is loaded. Hashes large files: may take a while. */
async function makeReport(
  context: CommandContext,
  format: SavedFormat,
  { title, language }: ReportWishes,
): Promise<MadeReport | null> {
  const { host, store } = context
  const sources = await workKeeper(context).sources()
  const state = store.getState()
  const isMasked = isMaskedReport(state)
  const figure = {
    ...state.figure,
    size: 'document',
    theme: 'print',
    timeFormat: 'utc',
    language,
    isMasked,
    title: null,
  } as const
  const material = figureMaterial({ ...state, figure }, sources, host.start.version)
  if (material === null) return null
  const { scene } = composeMaterial(material)
  const translate = createTranslate(language)
  const model: ReportModel = {
    title: title.trim() === '' ? null : title.trim(),
    analysis: material.analysis,
    files: material.sources.map(({ name, size, sha256 }) => ({ name, bytes: size, sha256 })),
    versions: [{ name: 'SynScope', version: host.start.version }, ...browserVersion(navigator.userAgent)],
    isMasked,
    createdAt: new Date().toISOString(),
  }
  const name = figureName(material.analysis, { ...material.settings, panels: [] }).replace(/_figure$/, '_report')
  if (format === 'mdZip') {
    await figureFonts()
    const figures = { png: await scenePng(scene, PICTURE_SCALE), svg: sceneToSvg(scene) }
    return { content: markdownBundle(model, translate, name, figures), name }
  }
  const svg = sceneToSvg(scene, format === 'html' ? await fontRules(drawnWords(scene)) : '')
  return { content: renderReport(model, format, translate, svg), name }
}

function browserVersion(userAgent: string): ReportModel['versions'] {
  const version = /\bChrome\/([\d.]+)/.exec(userAgent)?.[1]
  return version === undefined ? [] : [{ name: 'Chromium', version }]
}
