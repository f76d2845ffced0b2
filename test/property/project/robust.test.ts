// Any bytes in, a work or a ProjectFault out: nothing else, and quickly.
import fc from 'fast-check'
import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { withTexts } from '../../../shared/figure/png/png-chunks.ts'
import { base64 } from '../../../shared/figure/figure-markup.ts'
import { readArchive, writeArchive } from '../../../shared/project/archive.ts'
import { handshakeBytes, readHandshakeBytes } from '../../../shared/project/handshake-bytes.ts'
import { workInPng } from '../../../shared/project/png-work.ts'
import { ProjectFault } from '../../../shared/project/project-fault.ts'
import { readProject, writeProject } from '../../../shared/project/project-file.ts'
import { overflowSample } from '../../helpers/figure-sample.ts'
import { sampleWork, wholeWork } from '../../helpers/work-sample.ts'

const good = writeProject(sampleWork())
const whole = writeProject(wholeWork())
const table = handshakeBytes(overflowSample().packets)
const document = readArchive(good).get('project.json') ?? new Uint8Array()

function survives(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(ProjectFault)
  }
}

/** Flips, cuts and doubles bytes. */
const damage = fc.array(fc.tuple(fc.constantFrom('flip', 'cut', 'double'), fc.nat(), fc.nat(255)), {
  minLength: 1,
  maxLength: 8,
})

function damaged(bytes: Uint8Array, steps: readonly (readonly [string, number, number])[]): Uint8Array {
  let out = Uint8Array.from(bytes)
  for (const [how, place, value] of steps) {
    const at = out.length === 0 ? 0 : place % out.length
    if (how === 'flip') out[at] = value
    else if (how === 'cut') out = out.slice(0, at)
    else out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(Math.max(0, at - value))])
  }
  return out
}

describe('reading a work', () => {
  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => survives(() => readProject(bytes))))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => survives(() => workInPng(bytes))))
  })

  it('survives damage anywhere in the zip', () => {
    fc.assert(
      fc.property(damage, (steps) => survives(() => readProject(damaged(good, steps)))),
      { numRuns: 300 },
    )
  })

  it('survives damage anywhere in a work that carries its captures', () => {
    fc.assert(
      fc.property(damage, (steps) => survives(() => readProject(damaged(whole, steps)))),
      { numRuns: 60 },
    )
  })

  it('survives damage inside a zip that is whole', () => {
    fc.assert(
      fc.property(damage, damage, (a, b) =>
        survives(() =>
          readProject(
            writeArchive(
              new Map([
                ['project.json', damaged(document, a)],
                ['handshakes.bin', damaged(table, b)],
              ]),
            ),
          ),
        ),
      ),
      { numRuns: 150 },
    )
  })

  it('survives damage in the tables', () => {
    fc.assert(
      fc.property(damage, (steps) => survives(() => readHandshakeBytes(damaged(table, steps)))),
      { numRuns: 300 },
    )
  })

  it('survives damage of what a picture carries', () => {
    const png = createCanvas(2, 2).toBuffer('image/png')
    fc.assert(
      fc.property(damage, (steps) =>
        survives(() => workInPng(withTexts(png, [['SynScope', base64(damaged(good, steps))]]))),
      ),
      { numRuns: 100 },
    )
  })

  it('survives any JSON value in place of any part', () => {
    const parts = Object.keys(JSON.parse(new TextDecoder().decode(document)) as object)
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.jsonValue(), (part, value) => {
        const changed = { ...(JSON.parse(new TextDecoder().decode(document)) as object), [part]: value }
        survives(() =>
          readProject(writeArchive(new Map([['project.json', new TextEncoder().encode(JSON.stringify(changed))]]))),
        )
      }),
      { numRuns: 200 },
    )
  })
})
