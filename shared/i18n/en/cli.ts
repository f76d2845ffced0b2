// Sentences about: cli. Same keys in every language.
export const cli = {
} as const
