// `npm run fuzz [-- --seconds N --seed S]`: the mutation fuzzers of the tests, for as long as asked. They say the seed; with
// the same seed they try the same inputs.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } })
const seconds = Number(values.seconds ?? 60)
const seed = values.seed === undefined ? undefined : Number(values.seed)
if (!Number.isFinite(seconds) || seconds <= 0 || (seed !== undefined && !Number.isInteger(seed))) {
  process.stderr.write('usage: npm run fuzz [-- --seconds N --seed S]\n')
  process.exit(2)
}
const run = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/property/capture/fuzz.test.ts', '--disable-console-intercept'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      SYNSCOPE_FUZZ_SECONDS: String(seconds),
      ...(seed === undefined ? {} : { SYNSCOPE_FUZZ_SEED: String(seed) }),
    },
  },
)
process.exit(run.status ?? 1)
