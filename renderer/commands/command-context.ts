// What commands need, by context.
import { createContext, useContext } from 'react'
import type { CommandContext } from './command.ts'

export const CommandContextOfWindow = createContext<CommandContext | null>(null)

export function useCommandContext(): CommandContext {
  const context = useContext(CommandContextOfWindow)
  if (context === null) throw new Error('a command was used outside of its context')
  return context
}
