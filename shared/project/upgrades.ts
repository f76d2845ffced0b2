// From older versions of project.json to the present one, step by step. An upgrader gets the parsed JSON of its version
// and gives that of the next; the schema of the present version has the last word. Old samples: test/fixtures/project.
import { ProjectFault } from './project-fault.ts'
import { PROJECT_FORMAT, PROJECT_VERSION } from './work-schema.ts'

export type Upgrader = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** By the version they start from. Version 1 is the first. */
const UPGRADERS: ReadonlyMap<number, Upgrader> = new Map([
  // Captures could not go along whole.
  [1, (old) => ({ ...old, captures: [] })],
])

/** Brings a document to `target`. Throws ProjectFault for another format, a newer version, or one nobody knows. */
export function upgraded(document: unknown, upgraders = UPGRADERS, target = PROJECT_VERSION): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new ProjectFault('not-project', 'project.json')
  let current = document as Readonly<Record<string, unknown>>
  if (current['format'] !== PROJECT_FORMAT) throw new ProjectFault('not-project', 'project.json')
  let version = current['version']
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
    throw new ProjectFault('damaged', 'version')
  if (version > target) throw new ProjectFault('newer', String(version))
  while (version < target) {
    const step = upgraders.get(version)
    if (step === undefined) throw new ProjectFault('damaged', `version ${version}`)
    version++
    current = { ...step(current), version }
  }
  return current
}
