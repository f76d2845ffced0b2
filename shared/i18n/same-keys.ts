/** The shape of an English catalogue with any words in it: a translation that misses or invents a key does not compile. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }
