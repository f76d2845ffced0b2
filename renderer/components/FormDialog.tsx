// A dialog whose fields are one form: Enter in a field does what its last button does.
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import type { DialogProps } from './Dialog.tsx'
import form from './form.module.css'

export interface FormDialogProps extends Omit<DialogProps, 'foot'> {
  /** Words of the last button. */
  readonly submit: string
  /** False while what is filled in is no answer yet. */
  readonly isReady?: boolean
  readonly onSubmit: () => void
  /** Other buttons, before the last one. */
  readonly others?: ReactNode
}

export function FormDialog({ submit, isReady = true, onSubmit, others, children, ...dialog }: FormDialogProps) {
  return (
    <Dialog
      {...dialog}
      foot={
        <>
          {others}
          <Button look="primary" onPress={onSubmit} isDisabled={!isReady}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onSubmit()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
