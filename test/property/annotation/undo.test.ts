// undo ∘ do = identity, for any sequence of edits and any gestures; redo ∘ undo = identity too.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdit } from '../../../shared/annotation/note-edit.ts'
import type { NoteEdit, NoteMap } from '../../../shared/annotation/note-edit.ts'
import { edited, EMPTY_HISTORY, redone, undone } from '../../../shared/annotation/note-history.ts'
import { NOTE_COLOURS, NOTE_KINDS } from '../../../shared/annotation/note.ts'
import type { Note } from '../../../shared/annotation/note.ts'

const id = fc.constantFrom('a', 'b', 'c', 'd')
const body = fc.record({
  kind: fc.constantFrom(...NOTE_KINDS),
  colour: fc.constantFrom(...NOTE_COLOURS),
  text: fc.record({ kind: fc.constant('own' as const), text: fc.string({ maxLength: 8 }) }),
  place: fc.option(fc.record({ dx: fc.integer(), dy: fc.integer() })),
  width: fc.option(fc.nat()),
  isSuggested: fc.boolean(),
})
const anchor = fc.nat(1000).map((seconds): Note['anchor'] => ({ kind: 'time', time: { seconds, nanos: 0 } }))
const note = fc
  .tuple(id, body, anchor)
  .map(([name, rest, at]): Note => ({ id: name, target: null, anchor: at, ...rest }))
const single: fc.Arbitrary<NoteEdit> = fc.oneof(
  fc.tuple(note, fc.option(id)).map(([added, before]): NoteEdit => ({ kind: 'add', note: added, before })),
  id.map((name): NoteEdit => ({ kind: 'remove', id: name })),
  fc
    .tuple(id, fc.subarray(['colour', 'text', 'place', 'width'] as const), body)
    .map(([name, keys, values]): NoteEdit => ({
      kind: 'change',
      id: name,
      patch: Object.fromEntries(keys.map((key) => [key, values[key]])),
    })),
)
const edit: fc.Arbitrary<NoteEdit> = fc.oneof(
  { weight: 4, arbitrary: single },
  { weight: 1, arbitrary: fc.array(single, { maxLength: 5 }).map((edits): NoteEdit => ({ kind: 'batch', edits })) },
)

const shown = (notes: NoteMap): unknown => [...notes]

describe('undo', () => {
  it('of one edit gives the notes as they were', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), edit, (before, last) => {
        const notes = before.reduce<NoteMap>((all, each) => applyEdit(all, each).next, new Map())
        const { next, inverse } = applyEdit(notes, last)
        expect(shown(applyEdit(next, inverse).next)).toEqual(shown(notes))
      }),
    )
  })

  it('of a whole history leads back to nothing, and redo forth again', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(edit, fc.option(fc.constantFrom('g', 'h'))), { maxLength: 20 }), (steps) => {
        let history = steps.reduce((state, [each, gesture]) => edited(state, each, gesture), EMPTY_HISTORY)
        const done = shown(history.notes)
        const depth = history.past.length
        for (let i = 0; i < depth; i++) history = undone(history)
        expect(shown(history.notes)).toEqual([])
        for (let i = 0; i < depth; i++) history = redone(history)
        expect(shown(history.notes)).toEqual(done)
      }),
    )
  })
})
