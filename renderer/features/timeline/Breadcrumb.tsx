// Where in time the window is: the whole capture, then each range gone into. A click goes back there.
import { useTranslate } from '../../i18n/language.ts'
import { spanOf } from '../../../shared/timeline/time-range.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { Button } from '../../components/Button.tsx'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import styles from './toolbar.module.css'

export function Breadcrumb() {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const ranges = useWorkspace((state) => state.ranges)
  return (
    <nav className={styles.crumbs} aria-label={t('timeline.breadcrumb')}>
      {ranges.map((range, depth) => (
        <span key={depth} className={styles.crumbStep}>
          {depth > 0 && (
            <span className={styles.crumbArrow} aria-hidden>
              ›
            </span>
          )}
          <Button
            size="small"
            className={styles.crumb ?? ''}
            aria-current={depth === ranges.length - 1 ? 'location' : undefined}
            onPress={() => store.getState().leaveRange(depth + 1)}
          >
            {depth === 0
              ? t('timeline.wholeCapture', { length: durationText(spanOf(range)) })
              : durationText(spanOf(range))}
          </Button>
        </span>
      ))}
    </nav>
  )
}
