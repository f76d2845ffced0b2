// A short message at the foot of the window, said to screen readers too.
import clsx from 'clsx'
import { useEffect } from 'react'
import { useTranslate } from '../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../state/workspace-store.ts'
import styles from './shell.module.css'

const SHOWN_MS = 4200

export function NoticeLine() {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const notice = useWorkspace((state) => state.notice)
  useEffect(() => {
    if (notice === null || notice.tone === 'bad') return
    const timer = setTimeout(() => store.setState({ notice: null }), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice, store])
  return (
    <div role="status" aria-live="polite" className={styles.notices}>
      {notice && (
        <button
          key={notice.id}
          type="button"
          className={clsx(styles.notice, styles[notice.tone])}
          onClick={() => store.setState({ notice: null })}
        >
          {t(notice.remark.key, notice.remark.params)}
        </button>
      )}
    </div>
  )
}
