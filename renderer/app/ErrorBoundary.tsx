// A view that fails takes only itself down: what happened in one sentence, details to copy, a button to draw it again.
import { RotateCcw } from 'lucide-react'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { useTranslate } from '../i18n/language.ts'
import styles from './shell.module.css'

interface BoundaryProps {
  readonly children: ReactNode
}

interface BoundaryState {
  readonly error: Error | null
}

export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return <Failure error={error} onAgain={() => this.setState({ error: null })} />
  }
}

function Failure({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  const t = useTranslate()
  const details = `${error.name}: ${error.message}\n${error.stack ?? ''}`
  return (
    <div role="alert" className={styles.failure}>
      <h2>{t('app.failure.title')}</h2>
      <p>{t('app.failure.text')}</p>
      <details>
        <summary>{t('app.details')}</summary>
        <pre tabIndex={0}>{details}</pre>
      </details>
      <div className={styles.buttons}>
        <Button look="primary" icon={RotateCcw} onPress={onAgain}>
          {t('app.failure.again')}
        </Button>
        <CopyButton text={details} label={t('app.copyDetails')} words={t('app.copyDetails')} />
      </div>
    </div>
  )
}
