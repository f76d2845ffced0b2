// The foot of a figure: the words of notes that found no place above, then the caption.
import type { Note } from '../annotation/note.ts'
import { noteText } from '../annotation/note-text.ts'
import type { FigureFrame } from './figure-frame.ts'
import { MARGIN } from './figure-layout.ts'
import { badge, NOTE_SIZE } from './note-layer.ts'
import { middleBaseline, text } from './panels/panel.ts'
import type { SceneItem } from './scene/scene.ts'
import { wrapText } from './text/text-metrics.ts'

const CAPTION_SIZE = 10
const CAPTION_LINE = 14.5
const NOTE_LINE = 17

export interface NumberedNote {
  readonly number: number
  readonly note: Note
}

export interface Foot {
  readonly caption: readonly string[]
  readonly list: readonly FootLine[]
  readonly height: number
}

/** Breaks the lines of the foot and says how high it will be. */
export function figureFoot(
  frame: FigureFrame,
  caption: readonly string[],
  listed: readonly NumberedNote[],
  inner: number,
): Foot {
  const lines = caption.flatMap((line) => wrapText(line, inner, CAPTION_SIZE, 400, 4))
  const list = listLines(frame, listed, inner)
  return {
    caption: lines,
    list,
    height: lines.length * CAPTION_LINE + 12 + (list.length > 0 ? list.length * NOTE_LINE + 10 : 0),
  }
}

interface FootLine {
  readonly words: string
  /** Only on the first line of a note. */
  readonly numbered: NumberedNote | null
}

function listLines(frame: FigureFrame, listed: readonly NumberedNote[], inner: number): FootLine[] {
  return listed.flatMap((entry) =>
    wrapText(noteText(entry.note.text, frame.translate), inner - 24, NOTE_SIZE, 400, 3).map((words, i) => ({
      words,
      numbered: i === 0 ? entry : null,
    })),
  )
}

export function drawFoot(frame: FigureFrame, { caption, list }: Foot, height: number, items: SceneItem[]): void {
  const { theme } = frame
  let y = height - MARGIN + 8 - caption.length * CAPTION_LINE
  caption.forEach((line, i) => items.push(text(line, MARGIN, y + CAPTION_LINE * i + 10, CAPTION_SIZE, theme.muted)))
  y -= list.length * NOTE_LINE + 4
  for (const line of list) {
    const middle = y + NOTE_LINE / 2
    if (line.numbered !== null)
      items.push(...badge(theme.notes[line.numbered.note.colour], line.numbered.number, MARGIN + 8, middle))
    items.push(text(line.words, MARGIN + 24, middleBaseline(middle, NOTE_SIZE), NOTE_SIZE, theme.ink))
    y += NOTE_LINE
  }
}
