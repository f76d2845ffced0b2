/** Exit statuses that scripts rely on. */
export const EXIT = { done: 0, failed: 1, usage: 2, input: 3 } as const
