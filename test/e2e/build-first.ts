// Builds what the specs run against, once, before the first of them.
import { ensureBuilt } from '../../electron/build/ensure-built.mjs'

export default async function buildFirst(): Promise<void> {
  await ensureBuilt(['start', 'window', 'desktop'])
}
