// Go to a moment: a time of day as the window shows times, or seconds since the first packet.
import { useState } from 'react'
import { momentAt } from '../../../shared/timeline/moment.ts'
import { readMoment } from '../../../shared/timeline/read-moment.ts'
import { spanOf } from '../../../shared/timeline/time-range.ts'
import { localOffset, momentText, utcOffset, zoneText } from '../../../shared/timeline/time-text.ts'
import { FormDialog } from '../../components/FormDialog.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'
import { useLoaded, useTimeDigits } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'

/** A view of everything becomes one this many times closer. */
const CLOSER = 8

export default function TimeDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const { axis } = useLoaded()
  const digits = useTimeDigits()
  const zone = useWorkspace((state) => state.timeFormat) === 'local' ? localOffset : utcOffset
  const [text, setText] = useState('')
  const offset = readMoment(text, axis, zone)
  const { bounds, packets } = axis
  const isOutside = offset !== null && (offset < bounds.start || offset > bounds.end)
  const shown = (at: number): string => {
    return momentText(momentAt(axis, at), digits, zone)
  }
  const go = (): void => {
    if (offset === null || isOutside) return
    onClose()
    const { range, commitRange, hoverAt } = store.getState()
    const span = spanOf(range) < spanOf(bounds) ? spanOf(range) : spanOf(bounds) / CLOSER
    commitRange({ start: offset - span / 2, end: offset + span / 2 })
    hoverAt(offset)
  }
  const wrong = text.trim() === '' ? '' : offset === null ? 'unreadable' : isOutside ? 'outside' : ''
  return (
    <FormDialog
      title={t('tools.moment.title')}
      width="narrow"
      onClose={onClose}
      submit={t('tools.moment.go')}
      isReady={offset !== null && !isOutside}
      onSubmit={go}
    >
      <label className={form.field}>
        {t('tools.moment.label')}
        <input autoFocus spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <p role="status" className={form.note}>
        {wrong === '' ? '' : t(`tools.moment.${wrong}`)}
      </p>
      <p className={form.note}>{t('tools.moment.note', { zone: zoneText(axis.originSeconds, zone) })}</p>
      <p className={form.note}>
        {t('tools.moment.first', { time: shown(packets.start) })}
        <br />
        {t('tools.moment.last', { time: shown(packets.end) })}
      </p>
    </FormDialog>
  )
}
