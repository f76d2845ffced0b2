// `util` as far as pcap-parser uses it: prototypes chained the old way, and messages with %s and %d.
type Constructor = (abstract new (...args: never[]) => object) & { prototype: object }

export function inherits(child: Constructor, parent: Constructor): void {
  Object.setPrototypeOf(child.prototype, parent.prototype)
}

export function format(text: string, ...values: readonly unknown[]): string {
  let next = 0
  return text.replace(/%[sd]/g, () => String(values[next++]))
}
