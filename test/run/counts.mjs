// Counting: every step of the run becomes passed, failed and skipped, and reasons for what was skipped.

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} reasons why something was skipped or what failed, one line each
 */

/** @param {number} passed @param {number} failed @param {number} skipped @param {readonly string[]} [reasons] @returns {Counts} */
export function counts(passed, failed, skipped, reasons = []) {
  return { passed, failed, skipped, reasons }
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  const total = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => all.reduce((n, each) => n + each[key], 0)
  return counts(
    total('passed'),
    total('failed'),
    total('skipped'),
    all.flatMap((each) => each.reasons),
  )
}

/** The last line of `npm test`. @param {Counts} total */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/**
 * Vitest's JSON report. A run that ended without one, or with an error outside of any test, is one failure.
 * @param {unknown} report
 * @returns {Counts}
 */
export function countVitest(report) {
  if (!isObject(report) || !Array.isArray(report.testResults)) return counts(0, 1, 0, ['vitest: no report was written'])
  const all = [counts(0, 0, 0)]
  for (const file of report.testResults) {
    const tests = Array.isArray(file.assertionResults) ? file.assertionResults : []
    for (const test of tests) {
      if (test.status === 'passed') all.push(counts(1, 0, 0))
      else if (test.status === 'failed') all.push(counts(0, 1, 0, [`failed: ${test.fullName}`]))
      else all.push(counts(0, 0, 1))
    }
    // A file that could not be loaded has no tests but is a failure.
    if (file.status === 'failed' && !tests.some((/** @type {{status: string}} */ test) => test.status === 'failed')) {
      all.push(counts(0, 1, 0, [`failed: ${file.name}`]))
    }
  }
  const total = sum(all)
  return report.success === false && total.failed === 0
    ? sum([total, counts(0, 1, 0, ['vitest: an error outside of the tests'])])
    : total
}

/**
 * Playwright's JSON report: one count for each test of each project.
 * @param {unknown} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  if (!isObject(report) || !isObject(report.stats)) return counts(0, 1, 0, ['playwright: no report was written'])
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.stats
  const errors = Array.isArray(report.errors) ? report.errors : []
  const reasons = [
    ...failedTitles(report),
    ...errors.map((each) => `failed: ${firstLine(String(each.message ?? each))}`),
  ]
  return counts(expected + flaky, unexpected + errors.length, skipped, reasons)
}

/** @param {any} suite @returns {string[]} */
function failedTitles(suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'unexpected')
      .map((/** @type {any} */ test) => `failed: [${test.projectName}] ${spec.file}: ${spec.title}`),
  )
  return [...own, ...(suite.suites ?? []).flatMap(failedTitles)]
}

/** @param {string} text */
function firstLine(text) {
  return text.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n')[0] ?? ''
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === 'object' && value !== null
}
