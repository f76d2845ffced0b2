// Sentences about: counters. Same keys in every language.
export const counters = {} as const
