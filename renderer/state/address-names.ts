// How addresses are written on screen: as they are, or masked (client-1, server-A) in the same way everywhere, pictures and
// saved captures included (shared/mask).
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { maskingOf } from '../../shared/mask/mask-analysis.ts'
import { labelled } from '../../shared/mask/text-mask.ts'
import { addressText, endpointText } from '../../shared/net/address.ts'

export interface AddressNames {
  /** The address of a row of the AddressTable. */
  readonly address: (row: number) => string
  /** `10.0.0.1:80`, `[fd00::1]:80`, `server-A:80`. */
  readonly endpoint: (row: number, port: number) => string
  /** Replaces every address and every known name (hosts, files, interfaces) inside a text. */
  readonly text: (sentence: string) => string
  readonly masked: boolean
}

export function addressNames(analysis: Analysis, masked: boolean): AddressNames {
  const { addresses } = analysis.packets
  if (!masked) {
    const address = (row: number): string => addressText(addresses, row)
    return { address, endpoint: (row, port) => endpointText(address(row), port), text: (sentence) => sentence, masked }
  }
  const masking = maskingOf(analysis)
  const address = (row: number): string => masking.addresses.labelFor(addressText(addresses, row))
  return {
    address,
    // Special addresses (loopback, multicast) stay as they are.
    endpoint: (row, port) => endpointText(address(row), port),
    text: (sentence) => labelled(masking.texts.masked(sentence), masking.addresses.labels()),
    masked,
  }
}
