// Questions asked most, as filters.

export interface Chip {
  readonly id: string
  readonly filter: string
}

export const CHIPS: readonly Chip[] = [
  { id: 'failed', filter: 'failed' },
  { id: 'unanswered', filter: 'outcome == unanswered' },
  { id: 'refused', filter: 'outcome in {refused, icmp-rejected}' },
  { id: 'half-open', filter: 'outcome in {half-open, final-ack-ignored}' },
  { id: 'retried', filter: 'syns >= 2' },
  { id: 'slow', filter: 'slow' },
  { id: 'late', filter: 'answered.late' },
]

/** The text with the chip's filter put in, or taken out when it is there. Other parts stay. */
export function withChip(text: string, filter: string): string {
  const parts = text.split('&&').map((part) => part.trim())
  if (parts.includes(filter)) return parts.filter((part) => part !== filter).join(' && ')
  if (text.trim() === '') return filter
  return text.includes('||') ? `(${text.trim()}) && ${filter}` : `${text.trim()} && ${filter}`
}

export function hasChip(text: string, filter: string): boolean {
  return text.split('&&').some((part) => part.trim() === filter)
}
