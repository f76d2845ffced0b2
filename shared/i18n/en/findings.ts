// Sentences about: findings. Same keys in every language.
export const findings = {} as const
