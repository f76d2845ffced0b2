// Derived data that many views need, made once per analysis and setting.
import { useMemo } from 'react'
import { digitsNeeded } from '../../shared/timeline/time-text.ts'
import { addressNames } from './address-names.ts'
import type { AddressNames } from './address-names.ts'
import type { Loaded } from './analysis-slice.ts'
import { useWorkspace } from './workspace-store.ts'

/** For views that are drawn only while an analysis is loaded. */
export function useLoaded(): Loaded {
  const loaded = useWorkspace((state) => state.loaded)
  if (loaded === null) throw new Error('a view of the analysis was drawn without one')
  return loaded
}

const namesOf = new WeakMap<Loaded, Map<boolean, AddressNames>>()

export function useAddressNames(): AddressNames {
  const loaded = useLoaded()
  const masked = useWorkspace((state) => state.settings.maskAddresses)
  return addressNamesOf(loaded, masked)
}

export function addressNamesOf(loaded: Loaded, masked: boolean): AddressNames {
  const known = namesOf.get(loaded) ?? new Map<boolean, AddressNames>()
  namesOf.set(loaded, known)
  const names = known.get(masked) ?? addressNames(loaded.analysis, masked)
  known.set(masked, names)
  return names
}

const asItIs = (text: string): string => text

/** Hides names and addresses in a text when the user wants that; also where nothing is loaded yet. */
export function useMask(): (text: string) => string {
  const loaded = useWorkspace((state) => state.loaded)
  const masked = useWorkspace((state) => state.settings.maskAddresses)
  return maskOf(loaded, masked)
}

/** As {@link useMask} outside of views. */
export function maskOf(loaded: Loaded | null, masked: boolean): (text: string) => string {
  return loaded !== null && masked ? addressNamesOf(loaded, true).text : asItIs
}

/** Digits after the point that packet times of this analysis have: 3, 6 or 9. */
export function useTimeDigits(): number {
  const loaded = useLoaded()
  return useMemo(() => digitsNeeded(loaded.analysis.packets.packets.nanos), [loaded])
}
