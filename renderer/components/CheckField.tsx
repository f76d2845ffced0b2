// A box to tick, its label after it.
import form from './form.module.css'

export interface CheckFieldProps {
  readonly label: string
  readonly checked: boolean
  readonly isDisabled?: boolean
  readonly isInline?: boolean
  readonly onChange: (on: boolean) => void
}

export function CheckField({ label, checked, isDisabled = false, isInline = false, onChange }: CheckFieldProps) {
  return (
    <label className={isInline ? form.inline : form.check}>
      <input
        type="checkbox"
        checked={checked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  )
}
