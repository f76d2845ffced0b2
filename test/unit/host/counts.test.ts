// The counting of `npm test` itself: a failure must never get lost on the way to the last line.
import { describe, expect, it } from 'vitest'
import { countPlaywright, counts, countVitest, lastLine, sum } from '../../run/counts.mjs'

describe('counting', () => {
  it('vitest: tests, and files that could not be loaded', () => {
    const report = {
      success: false,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'one' },
            { status: 'failed', fullName: 'two' },
            { status: 'skipped', fullName: 'three' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', assertionResults: [] },
      ],
    }
    expect(countVitest(report)).toEqual(counts(1, 2, 1, ['failed: two', 'failed: b.test.ts']))
  })

  it('vitest: no report, or an error outside of the tests, is a failure', () => {
    expect(countVitest(null).failed).toBe(1)
    expect(countVitest({ success: false, testResults: [] }).failed).toBe(1)
  })

  it('playwright: tests of every project, and errors outside of them', () => {
    const spec = { file: 'a.spec.ts', title: 'opens', tests: [{ status: 'unexpected', projectName: 'electron' }] }
    const report = {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
      suites: [{ suites: [{ specs: [spec] }], specs: [] }],
      errors: [{ message: 'the build failed\nstack' }],
    }
    expect(countPlaywright(report)).toEqual(
      counts(4, 2, 2, ['failed: [electron] a.spec.ts: opens', 'failed: the build failed']),
    )
    expect(countPlaywright(null).failed).toBe(1)
  })

  it('the last line is plain', () => {
    expect(lastLine(sum([counts(1, 0, 2), counts(10, 1, 0)]))).toBe('11 passed, 1 failed, 2 skipped')
  })
})
