// Sentences about: tcp. Same keys in every language.
export const tcp = {} as const
