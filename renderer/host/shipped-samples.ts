// The samples that are part of the built page: /samples/index.json lists them, their files answer ranges like any source.
import type { OpenOutcome } from '../../shared/host/host.ts'

interface SampleEntry {
  readonly name: string
  readonly files: readonly { readonly name: string; readonly size: number }[]
}

let index: Promise<readonly SampleEntry[]> | null = null

/** Our own build wrote the list; a page served without samples has none. */
function readIndex(): Promise<readonly SampleEntry[]> {
  index ??= fetch('/samples/index.json')
    .then((response) => (response.ok ? (response.json() as Promise<readonly SampleEntry[]>) : []))
    .catch(() => [])
  return index
}

export async function sampleNames(): Promise<readonly string[]> {
  return (await readIndex()).map((sample) => sample.name)
}

/** The files of a sample; '' names the first one. */
export async function openShippedSample(name: string): Promise<readonly OpenOutcome[]> {
  const all = await readIndex()
  const sample = name === '' ? all[0] : all.find((each) => each.name === name)
  if (sample === undefined) {
    return [{ kind: 'refused', name, reason: { key: 'host.refused.noSuchSample', params: { name } } }]
  }
  return sample.files.map((file) => ({
    kind: 'opened',
    file: {
      id: `sample-${sample.name}-${file.name}`.replace(/[^A-Za-z0-9_-]/g, '-'),
      name: file.name,
      folder: null,
      size: file.size,
      source: {
        kind: 'url',
        url: new URL(`/samples/${sample.name}/${file.name}`, location.href).href,
        name: file.name,
        size: file.size,
        modified: null,
      },
    },
  }))
}
