// Sentences about: app. Same keys in every language.
export const app = {} as const
