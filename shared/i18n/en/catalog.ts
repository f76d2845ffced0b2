// Sentences about: catalog. Same keys in every language.
import { meanings } from './catalog-meanings.ts'
import { steps } from './catalog-steps.ts'

export const catalog = {
  meaning: meanings,
  step: steps,
  side: {
    listener: 'counted on the host that listens (server)',
    client: 'counted on the host that connects (client)',
    both: 'counted on either side',
  },
  label: {
    name: 'Counter',
    meaning: 'Meaning',
    step: 'One step means',
    side: 'Counted by',
    texts: 'In netstat -s',
    nstat: 'In nstat',
    prometheus: 'In node_exporter',
    bsd: 'On BSD and macOS',
    windows: 'On Windows',
    since: 'Since Linux',
    until: 'Last in Linux',
    setup: 'Matters for connection set-up',
    gauge: 'A reading of the moment, not a counter',
  },
  notFound: 'No counter is called or described like “{{text}}”.',
  unknown: 'A counter that the catalogue does not know.',
  fromBsd: 'A counter of BSD or macOS without a Linux sister.',
} as const
