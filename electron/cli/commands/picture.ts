// synscope picture: the annotated timeline as PNG, SVG or PDF without a window.
import { readFile } from 'node:fs/promises'
import {
  FIGURE_PANELS,
  FIGURE_SIZES,
  FIGURE_THEMES,
  type FigureSettings,
} from '../../../shared/figure/figure-settings.ts'
import { ProjectFault } from '../../../shared/project/project-fault.ts'
import { readProject } from '../../../shared/project/project-file.ts'
import type { FigureSource } from '../../../shared/figure/figure-input.ts'
import type { Work } from '../../../shared/project/work.ts'
import { type Arguments, readArguments, UsageError } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { namedFiles } from '../named-files.ts'
import type { NoteChoice } from '../picture/chosen-notes.ts'
import { PictureFault } from '../picture/load-canvas.ts'
import { PICTURE_FORMATS, renderPicture } from '../picture/render-picture.ts'
import { ANALYSIS_OPTIONS, analyseInputs } from '../read-inputs.ts'
import { InputError } from '../input-error.ts'
import { VERSION } from '../version.ts'
import { writeFileWhole } from '../write-file.ts'

const OPTIONS = {
  ...ANALYSIS_OPTIONS,
  out: 'value',
  notes: 'value',
  theme: 'value',
  size: 'value',
  panels: 'value',
  scale: 'value',
  title: 'value',
  caption: 'value',
  mask: 'flag',
} as const

export async function pictureCommand({ words, terminal, translate, language }: CommandContext): Promise<number> {
  const args = readArguments(words, OPTIONS)
  const out = args.value('out')
  if (out === null) throw new UsageError('cli.error.out-missing')
  const format = PICTURE_FORMATS.find((ending) => out.endsWith(`.${ending}`))
  if (format === undefined) {
    throw new UsageError('cli.error.out-ending', {
      expected: PICTURE_FORMATS.map((ending) => `.${ending}`).join(' | '),
    })
  }
  const settings = settingsOf(args, language)
  const scale = args.number('scale', 1, 4) ?? 2
  const open = await analyseInputs(args, 'picture', terminal, translate)
  try {
    const sources = await namedFiles(open)
    const { notes, clockAdjustments } = await notesOf(args.value('notes'), sources)
    const texts = open.sources.slice(args.files.length)
    const embed = await Promise.all(
      texts.map(async (source) => ({
        name: source.name.replace(/^.*[/\\]/, ''),
        text: await source.read(0, source.size ?? 0),
        modified: source.modified,
        time: null,
        secondsApart: null,
        offsetNanos: null,
        kind: null,
        host: null,
      })),
    )
    const picture = await rendered(() =>
      renderPicture(open.analysis, {
        format,
        settings,
        notes,
        clockAdjustments,
        sources,
        scale,
        version: VERSION,
        embed,
      }),
    )
    await writeFileWhole(out, picture, [...args.files, ...args.values('netstat')])
    terminal.err(
      `${translate('cli.written', { path: out, what: translate('cli.picture-of', { format, bytes: picture.length }) })}\n`,
    )
    return 0
  } finally {
    await open.close()
  }
}

function settingsOf(args: Arguments, language: FigureSettings['language']): Partial<FigureSettings> {
  const panels = args.value('panels')?.split(',') ?? null
  const chosen = FIGURE_PANELS.filter((panel) => panels?.includes(panel) === true)
  if (panels !== null && chosen.length !== panels.length) {
    throw new UsageError('cli.error.option-value', { option: '--panels', expected: `: ${FIGURE_PANELS.join(',')}` })
  }
  return {
    language,
    theme: args.choice('theme', FIGURE_THEMES) ?? 'light',
    size: args.choice('size', FIGURE_SIZES) ?? 'slide',
    isMasked: args.flag('mask'),
    title: args.value('title'),
    caption: args.value('caption'),
    ...(panels === null ? {} : { panels: chosen }),
  }
}

interface ChosenNotes {
  readonly notes: NoteChoice
  /** Clocks as they were set by hand in the saved work, by row of the captures here. */
  readonly clockAdjustments: readonly number[]
}

/** --notes auto (the default), none, or those of a saved work with its clocks. */
async function notesOf(choice: string | null, sources: readonly FigureSource[]): Promise<ChosenNotes> {
  if (choice === null || choice === 'auto') return { notes: 'auto', clockAdjustments: [] }
  if (choice === 'none') return { notes: 'none', clockAdjustments: [] }
  let bytes: Uint8Array
  try {
    bytes = await readFile(choice)
  } catch (error) {
    throw new InputError('cli.error.unreadable', { path: choice, code: (error as NodeJS.ErrnoException).code ?? '' })
  }
  try {
    const work = readProject(bytes)
    return { notes: work.notes, clockAdjustments: clocksOf(work, sources) }
  } catch (error) {
    if (error instanceof ProjectFault) throw new InputError(error.key, { path: choice, detail: error.detail })
    throw error
  }
}

/** The work may name its captures in another order, or others: the same content has the same clock. */
function clocksOf(work: Work, sources: readonly FigureSource[]): readonly number[] {
  const before = work.sources.filter((source) => source.kind === 'capture')
  return sources
    .filter((source) => source.kind === 'capture')
    .map(({ sha256 }) => work.clockAdjustments[before.findIndex((each) => each.sha256 === sha256)] ?? 0)
}

async function rendered(render: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await render()
  } catch (error) {
    if (error instanceof PictureFault) throw new InputError(error.key, error.params)
    throw error
  }
}
