// How addresses are written on screen: as they are, or masked (client-1, server-A) in the same way everywhere.
import { addressText } from '../../shared/net/address.ts'
import type { PacketAnalysis } from '../../shared/analysis/tables.ts'

export interface AddressNames {
  /** The address of a row of the AddressTable. */
  readonly address: (row: number) => string
  /** `10.0.0.1:80`, `[fd00::1]:80`, `server-A:80`. */
  readonly endpoint: (row: number, port: number) => string
  /** Replaces every known address inside a sentence. */
  readonly text: (sentence: string) => string
  readonly masked: boolean
}

/** Words that look like addresses; which of them are known is looked up. */
const ADDRESS_LIKE = /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}/g

export function addressNames(analysis: PacketAnalysis, masked: boolean): AddressNames {
  const { addresses } = analysis
  if (!masked) {
    const address = (row: number): string => addressText(addresses, row)
    const endpoint = (row: number, port: number): string =>
      addresses.family[row] === 6 ? `[${address(row)}]:${port}` : `${address(row)}:${port}`
    return { address, endpoint, text: (sentence) => sentence, masked }
  }
  const names = maskedNames(analysis)
  const address = (row: number): string => names[row] ?? 'host'
  return {
    address,
    endpoint: (row, port) => `${address(row)}:${port}`,
    text: (sentence) => maskSentence(sentence, analysis, names),
    masked,
  }
}

/** Servers (addresses that are listened on) get letters, all others numbers, in order of the table. */
function maskedNames({ addresses, listeners }: PacketAnalysis): readonly string[] {
  const servers = new Set(listeners.address.subarray(0, listeners.length))
  let server = 0
  let client = 0
  return Array.from({ length: addresses.length }, (_, row) =>
    servers.has(row) ? `server-${letters(server++)}` : `client-${++client}`,
  )
}

/** A … Z, AA, AB … */
function letters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

function maskSentence(sentence: string, { addresses }: PacketAnalysis, names: readonly string[]): string {
  const found = sentence.match(ADDRESS_LIKE)
  if (!found) return sentence
  const byText = new Map<string, string>()
  for (let row = 0; row < addresses.length; row++) byText.set(addressText(addresses, row), names[row] ?? '')
  return sentence.replace(ADDRESS_LIKE, (text) => byText.get(text.toLowerCase()) ?? byText.get(text) ?? 'x.x.x.x')
}
