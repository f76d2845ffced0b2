// A list to choose one of, with its label above; `isInline` puts the label beside it.
import form from './form.module.css'

export interface ChoiceFieldProps<T extends string | number> {
  readonly label: string
  readonly value: T
  readonly choices: readonly T[]
  /** What a choice is called. */
  readonly word: (choice: T) => string
  readonly onChange: (choice: T) => void
  readonly isInline?: boolean
  readonly autoFocus?: boolean
}

export function ChoiceField<T extends string | number>({
  label,
  value,
  choices,
  word,
  onChange,
  isInline = false,
  autoFocus,
}: ChoiceFieldProps<T>) {
  return (
    <label className={isInline ? form.inline : form.field}>
      {label}
      <select
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => {
          const chosen = choices[event.target.selectedIndex]
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {word(choice)}
          </option>
        ))}
      </select>
    </label>
  )
}
