// Sentences about: figure. Same keys in every language.
export const figure = {} as const
