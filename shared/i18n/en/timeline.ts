// Sentences about: timeline. Same keys in every language.
export const timeline = {} as const
