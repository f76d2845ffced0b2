// Captures of hundreds of thousands of handshakes: lists that long do not fit into the arguments of a call.
import { expect, it } from 'vitest'
import { completed, diagnoseStory, handshake, several, verdicts } from '../../helpers/stories.ts'

function lossyStory(count: number): string[] {
  const lossy = several(count, 0.01, (at) =>
    handshake('established', [
      { kind: 'syn', at, unanswered: true },
      { kind: 'syn', at: at + 1 },
      { kind: 'syn-ack', at: at + 1.001 },
      { kind: 'final-ack', at: at + 1.002 },
    ]),
  )
  const clean = several(count, 0.01, (at) => completed(at + 0.005))
  const handshakes = [...lossy, ...clean].sort((a, b) => (a.packets[0]?.at ?? 0) - (b.packets[0]?.at ?? 0))
  return verdicts(diagnoseStory({ handshakes, endsAt: count * 0.01 + 5 }))
}

it('judges 150,000 handshakes that lost a SYN each, among others that did not, as it judges 150', () => {
  const few = lossyStory(150)
  expect(few.length).toBeGreaterThan(0)
  expect(lossyStory(150_000)).toEqual(few)
})
