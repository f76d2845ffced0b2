// Why a text is no filter: a key of the catalogue (`app.filter.fault.…`), its values, and the place in the text.
export interface FilterFault {
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
  /** Characters from the start of the text: from … to − 1 are wrong; from = to at the place where something is missing. */
  readonly from: number
  readonly to: number
}
