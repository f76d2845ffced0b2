// WebAssembly as far as it is needed here. Every host has it, but it belongs to no library of TypeScript that shared/ may use.

/** Memory in pages of 64 KiB; `shared`: both threads see it. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike
}

interface WebAssemblyApi {
  readonly Memory: new (limits: {
    readonly initial: number
    readonly maximum: number
    readonly shared: boolean
  }) => WasmMemory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, object>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}

const { WebAssembly: api } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }

const PAGE_BYTES = 65_536

export function sharedMemory(bytes: number): WasmMemory {
  const pages = Math.ceil(bytes / PAGE_BYTES)
  return new api.Memory({ initial: pages, maximum: pages, shared: true })
}

/** The exports of a module; nothing is known of their types but that they are as the module has them. */
export function instantiate(
  bytes: Uint8Array,
  imports: Readonly<Record<string, object>>,
): Readonly<Record<string, unknown>> {
  return new api.Instance(new api.Module(bytes), imports).exports
}
