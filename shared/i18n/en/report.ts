// Sentences about: report. Same keys in every language.
export const report = {} as const
