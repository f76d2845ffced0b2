// The words of a note in the language of whoever reads it.
import type { Translate } from '../i18n/translate.ts'
import { NOTE_TEXT_LIMIT } from './note.ts'
import type { NoteText } from './note.ts'

/** A parameter called `causeKey` is a key itself; its words are there as `cause`. */
const KEY_SUFFIX = 'Key'

export function noteText(text: NoteText, translate: Translate): string {
  if (text.kind === 'own') return text.text.slice(0, NOTE_TEXT_LIMIT)
  const params: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(text.remark.params)) {
    if (name.endsWith(KEY_SUFFIX)) params[name.slice(0, -KEY_SUFFIX.length)] = translate(String(value))
    else params[name] = value
  }
  return translate(text.remark.key, params).slice(0, NOTE_TEXT_LIMIT)
}
