// Sentences about: catalog. Same keys in every language.
export const catalog = {} as const
