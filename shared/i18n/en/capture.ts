// Sentences about: capture. Same keys in every language.
export const capture = {
} as const
