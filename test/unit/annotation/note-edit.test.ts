import { describe, expect, it } from 'vitest'
import { applyEdit } from '../../../shared/annotation/note-edit.ts'
import { edited, EMPTY_HISTORY, redone, undone } from '../../../shared/annotation/note-history.ts'
import { notesInOrder } from '../../../shared/annotation/note-order.ts'
import type { Note } from '../../../shared/annotation/note.ts'

function note(id: string, seconds: number, text = id): Note {
  return {
    id,
    kind: 'callout',
    anchor: { kind: 'time', time: { seconds, nanos: 0 } },
    target: null,
    text: { kind: 'own', text },
    colour: 'red',
    place: null,
    width: null,
    isSuggested: false,
  }
}

describe('notes', () => {
  it('are numbered by time, those without one last', () => {
    const undated: Note = {
      ...note('z', 0),
      anchor: { kind: 'snapshot', source: 'a', line: 1, counter: null, time: null },
    }
    const notes = new Map([undated, note('b', 20), note('a', 10)].map((each) => [each.id, each]))
    expect(notesInOrder(notes).map((each) => each.id)).toEqual(['a', 'b', 'z'])
  })

  it('ignore edits that do not fit', () => {
    const { next } = applyEdit(new Map(), { kind: 'remove', id: 'none' })
    expect(next.size).toBe(0)
    expect(edited(EMPTY_HISTORY, { kind: 'change', id: 'none', patch: { colour: 'blue' } })).toBe(EMPTY_HISTORY)
  })

  it('come back in their old place when a removal is undone', () => {
    let history = EMPTY_HISTORY
    for (const id of ['a', 'b', 'c']) history = edited(history, { kind: 'add', note: note(id, 1), before: null })
    history = undone(edited(history, { kind: 'remove', id: 'b' }))
    expect([...history.notes.keys()]).toEqual(['a', 'b', 'c'])
  })

  it('merge the edits of one drag into one step', () => {
    let history = edited(EMPTY_HISTORY, { kind: 'add', note: note('a', 1), before: null })
    for (let dx = 1; dx <= 20; dx++)
      history = edited(history, { kind: 'change', id: 'a', patch: { place: { dx, dy: 0 } } }, 'drag 1')
    history = edited(history, { kind: 'change', id: 'a', patch: { place: { dx: 99, dy: 0 } } }, 'drag 2')
    history = undone(history)
    expect(history.notes.get('a')?.place).toEqual({ dx: 20, dy: 0 })
    history = undone(history)
    expect(history.notes.get('a')?.place).toBeNull()
    history = redone(history)
    expect(history.notes.get('a')?.place).toEqual({ dx: 20, dy: 0 })
  })
})
