// The two globals of Node that pcap-parser uses. Imported before the package.
import { Buffer } from 'buffer'

const scope = globalThis as unknown as { Buffer?: unknown; process?: unknown }
scope.Buffer ??= Buffer
scope.process ??= { nextTick: (callback: () => void) => queueMicrotask(callback) }
