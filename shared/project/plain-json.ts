// JSON of strangers: bounded in size and depth, no key that could reach a prototype (anchors/security.md B1.9, B5).
import { ProjectFault } from './project-fault.ts'

export const JSON_LIMIT = 32 * 1024 * 1024
export const JSON_DEPTH = 32

const FORBIDDEN = ['__proto__', 'constructor', 'prototype']

/** Parses UTF-8 JSON. Throws ProjectFault. */
export function parsePlainJson(bytes: Uint8Array): unknown {
  if (bytes.length > JSON_LIMIT) throw new ProjectFault('too-large', `JSON of ${bytes.length} bytes`)
  checkDepth(bytes)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ProjectFault('damaged', 'JSON')
  }
  checkKeys(value)
  return value
}

/** Before parsing: deep nesting would overflow the stack of the parser itself. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0
  let inText = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (inText) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > JSON_DEPTH) throw new ProjectFault('hostile', `JSON deeper than ${JSON_DEPTH}`)
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
}

function checkKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    if (FORBIDDEN.includes(key)) throw new ProjectFault('hostile', `key ${key}`)
    checkKeys((value as Record<string, unknown>)[key])
  }
}
