// A figure out of the window: clipboard, files, print. Pixels come from a canvas by the painter that Node uses too.
import { figureHtml, figureMarkdown, figurePage } from '../../../shared/figure/figure-markup.ts'
import { figureName } from '../../../shared/figure/figure-name.ts'
import { paintScene } from '../../../shared/figure/scene/paint-canvas.ts'
import { drawnWords } from '../../../shared/figure/scene/scene.ts'
import type { Scene } from '../../../shared/figure/scene/scene.ts'
import { sceneToSvg } from '../../../shared/figure/scene/svg.ts'
import type { SaveOutcome } from '../../../shared/host/host.ts'
import { figureWork } from '../../../shared/project/figure-work.ts'
import { pngWithWork } from '../../../shared/project/png-work.ts'
import type { CommandContext } from '../../commands/command.ts'
import { workKeeper } from '../work/work-keeper.ts'
import { composeMaterial, figureMaterial, settleFigure } from './current-figure.ts'
import { figureFonts, fontRules } from './figure-fonts.ts'

export const FIGURE_OUTPUTS = ['png', 'svg', 'pdf', 'print', 'copy', 'markdown', 'html'] as const
export type FigureOutput = (typeof FIGURE_OUTPUTS)[number]

export interface OutputChoice {
  /** Pixels of a PNG per pixel of the figure. */
  readonly scale: number
  /** The work goes into the PNG. */
  readonly embed: boolean
}

/** Scale of what goes to the clipboard. */
const CLIPBOARD_SCALE = 2

/** PNG bytes of a scene. */
export async function scenePng(scene: Scene, scale: number): Promise<Uint8Array> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(scene.width * scale)
  canvas.height = Math.round(scene.height * scale)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no 2d context')
  context.scale(scale, scale)
  paintScene(context, scene)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null)
    throw new Error(`a picture of ${canvas.width} × ${canvas.height} pixels is too large for this system`)
  return new Uint8Array(await blob.arrayBuffer())
}

/** Draws the figure of what is open and gives it away as `output`. True when it arrived (false: cancelled, refused). */
export async function giveFigure(
  context: CommandContext,
  output: FigureOutput,
  choice: OutputChoice,
): Promise<boolean> {
  const { host, store } = context
  settleFigure(context)
  const keeper = workKeeper(context)
  const embeds = output === 'png' && choice.embed
  const [sources, counters] = await Promise.all([
    keeper.sources(),
    embeds ? keeper.counterTexts() : Promise.resolve([]),
    figureFonts(),
  ])
  const material = figureMaterial(store.getState(), sources, host.start.version, counters)
  if (material === null) return false
  const { scene } = composeMaterial(material)
  const name = figureName(material.analysis, material.settings)
  const { say } = store.getState()
  const copied = (): true => {
    say({ key: 'figure.done.copied', params: {} }, 'good')
    return true
  }
  switch (output) {
    case 'copy':
      await host.copyPng(await scenePng(scene, CLIPBOARD_SCALE))
      return copied()
    case 'markdown':
      await host.copyText(figureMarkdown(scene, await scenePng(scene, CLIPBOARD_SCALE)))
      return copied()
    case 'html': {
      const html = figureHtml(scene, await scenePng(scene, CLIPBOARD_SCALE))
      await host.copyHtml(html, html)
      return copied()
    }
    case 'png': {
      const png = await scenePng(scene, choice.scale)
      const content = embeds ? pngWithWork(png, figureWork(material, store.getState().filterText)) : png
      return saved(context, await host.save({ kind: 'png', suggestedName: `${name}.png`, content }))
    }
    case 'svg':
      return saved(context, await host.save({ kind: 'svg', suggestedName: `${name}.svg`, content: sceneToSvg(scene) }))
    case 'pdf':
    case 'print': {
      const page = figurePage(scene, await fontRules(drawnWords(scene)))
      if (output === 'pdf') return saved(context, await host.savePdf(page, `${name}.pdf`))
      await host.print(page)
      return true
    }
  }
}

function saved({ store }: CommandContext, outcome: SaveOutcome): boolean {
  const { say } = store.getState()
  if (outcome.kind === 'failed') say(outcome.reason, 'bad')
  if (outcome.kind === 'saved') say({ key: 'figure.done.saved', params: { name: outcome.name } }, 'good')
  return outcome.kind === 'saved'
}
