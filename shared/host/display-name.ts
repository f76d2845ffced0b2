// File names as they may be shown and as they may be written. Names come from strangers: control characters, zero-width
// characters and bidi overrides would make `report_gpj.exe` look like something else (anchors/security.md B1.8, A6).

/** C0 and C1 controls, soft hyphen, zero-width and bidi characters, line separators, BOM. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

const MAX_SHOWN = 200

/** The name with what is invisible made visible (`<U+202E>`), cut in the middle when it is absurdly long. */
export function displayName(name: string): string {
  const shown = name.replace(INVISIBLE, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `<U+${code}>`
  })
  return shown.length <= MAX_SHOWN ? shown : `${shown.slice(0, MAX_SHOWN - 21)}…${shown.slice(-20)}`
}

/** Device names of Windows, with or without extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i

/** A file name that every system accepts: no folder, no reserved name, nothing invisible; never empty. */
export function writableName(name: string): string {
  const cleaned = name
    .replace(INVISIBLE, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const cut = cutKeepingExtension(cleaned, 180)
  if (cut === '') return 'synscope'
  return RESERVED.test(cut) ? `_${cut}` : cut
}

function cutKeepingExtension(name: string, length: number): string {
  if (name.length <= length) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  return name.slice(0, length - extension.length).trimEnd() + extension
}
