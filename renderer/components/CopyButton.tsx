// Copies a text and says so for a moment.
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useHost } from '../app/host-context.ts'
import { useTranslate } from '../i18n/language.ts'
import { Button, IconButton } from './Button.tsx'

export interface CopyButtonProps {
  readonly text: string
  /** What is copied, for the name of the button. */
  readonly label: string
  /** With words beside the icon. */
  readonly words?: string | undefined
}

const SAID_MS = 1600

export function CopyButton({ text, label, words }: CopyButtonProps) {
  const host = useHost()
  const t = useTranslate()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    void host.copyText(text).then(() => setCopied(true))
  }
  const icon = copied ? Check : Copy
  return (
    <>
      {words === undefined ? (
        <IconButton icon={icon} label={copied ? t('app.copied') : label} size="small" onPress={copy} />
      ) : (
        <Button icon={icon} size="small" look="outlined" onPress={copy} aria-label={label}>
          {copied ? t('app.copied') : words}
        </Button>
      )}
      <span role="status" className="visually-hidden">
        {copied ? t('app.copied') : ''}
      </span>
    </>
  )
}
