// The choices of a figure. They live in the store, so the next figure begins where this one ended, and a saved work has
// them too.
import { handshakeIdentity } from '../../../shared/annotation/handshake-identity.ts'
import {
  FIGURE_PANELS,
  FIGURE_SIZES,
  FIGURE_THEMES,
  FIGURE_TIME_FORMATS,
  figureSize,
  LARGEST_SIZE,
  LEAST_SIZE,
} from '../../../shared/figure/figure-settings.ts'
import type { FigurePanel, FigureSettings } from '../../../shared/figure/figure-settings.ts'
import { LANGUAGES } from '../../../shared/i18n/translate-with.ts'
import { momentAt } from '../../../shared/timeline/moment.ts'
import { localOffset } from '../../../shared/timeline/time-text.ts'
import { CheckField } from '../../components/CheckField.tsx'
import { ChoiceField } from '../../components/ChoiceField.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import styles from './figure.module.css'

/** Most handshakes that a figure is asked to show by selection; more lanes than this fit no figure. */
const MOST_CHOSEN = 200

export function FigureFields() {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const figure = useWorkspace((state) => state.figure)
  const selected = useWorkspace((state) => state.selected)
  const isMaskedAnyway = useWorkspace((state) => state.isMaskedWork || state.settings.maskAddresses)
  const change = (patch: Partial<FigureSettings>): void => store.getState().changeFigure(patch)
  const togglePanel = (panel: FigurePanel, on: boolean): void =>
    change({ panels: FIGURE_PANELS.filter((each) => (each === panel ? on : figure.panels.includes(each))) })

  const chooseRange = (choice: string): void => {
    const { loaded, range } = store.getState()
    if (choice === 'whole' || loaded === null) change({ range: null })
    else change({ range: { start: momentAt(loaded.axis, range.start), end: momentAt(loaded.axis, range.end) } })
  }
  const chooseHandshakes = (choice: string): void => {
    const { loaded } = store.getState()
    if (choice === 'auto' || loaded === null) return change({ handshakes: { kind: 'auto' } })
    const rows = [...selected.rows].slice(0, MOST_CHOSEN)
    change({
      handshakes: { kind: 'chosen', handshakes: rows.map((row) => handshakeIdentity(loaded.analysis.packets, row)) },
    })
  }
  const chooseTime = (choice: FigureSettings['timeFormat']): void => {
    const origin = store.getState().loaded?.axis.originSeconds ?? 0
    change({ timeFormat: choice, zoneMinutes: choice === 'zone' ? localOffset(origin) : 0 })
  }
  const size = figureSize(figure)
  return (
    <div className={`${form.fields ?? ''} ${styles.fields ?? ''}`}>
      <label className={form.field}>
        {t('figure.dialog.heading')}
        <input
          value={figure.title ?? ''}
          maxLength={200}
          placeholder={t('figure.dialog.headingAuto')}
          onChange={(event) => change({ title: event.target.value === '' ? null : event.target.value })}
        />
      </label>
      <label className={form.field}>
        {t('figure.dialog.caption')}
        <input
          value={figure.caption ?? ''}
          maxLength={1000}
          onChange={(event) => change({ caption: event.target.value === '' ? null : event.target.value })}
        />
      </label>
      <fieldset className={styles.group}>
        <legend>{t('figure.dialog.panels')}</legend>
        {FIGURE_PANELS.map((panel) => (
          <CheckField
            key={panel}
            label={t(`figure.panel.${panel}`)}
            checked={figure.panels.includes(panel)}
            onChange={(on) => togglePanel(panel, on)}
          />
        ))}
      </fieldset>
      <div className={styles.pair}>
        <ChoiceField
          label={t('figure.dialog.range')}
          value={figure.range === null ? 'whole' : 'shown'}
          choices={['whole', 'shown']}
          word={(each) => t(`figure.dialog.ranges.${each}`)}
          onChange={chooseRange}
        />
        <ChoiceField
          label={t('figure.dialog.handshakes')}
          value={figure.handshakes.kind}
          choices={selected.size > 0 || figure.handshakes.kind === 'chosen' ? ['auto', 'chosen'] : ['auto']}
          word={(each) => t(`figure.dialog.handshakeChoices.${each}`)}
          onChange={chooseHandshakes}
        />
        <ChoiceField
          label={t('figure.dialog.size')}
          value={typeof figure.size === 'string' ? figure.size : 'own'}
          choices={[...FIGURE_SIZES, 'own']}
          word={(each) => t(`figure.dialog.sizes.${each}`)}
          onChange={(choice) => change({ size: choice === 'own' ? size : choice })}
        />
        <ChoiceField
          label={t('figure.dialog.theme')}
          value={figure.theme}
          choices={FIGURE_THEMES}
          word={(each) => t(`figure.dialog.themes.${each}`)}
          onChange={(theme) => change({ theme })}
        />
        {typeof figure.size !== 'string' && (
          <>
            <Pixels
              label={t('figure.dialog.width')}
              value={size.width}
              onChange={(width) => change({ size: { width, height: size.height } })}
            />
            <Pixels
              label={t('figure.dialog.height')}
              value={size.height ?? 0}
              onChange={(height) => change({ size: { width: size.width, height: height === 0 ? null : height } })}
            />
          </>
        )}
        <ChoiceField
          label={t('figure.dialog.language')}
          value={figure.language}
          choices={LANGUAGES}
          word={(each) => t(`app.language.${each}`)}
          onChange={(language) => change({ language })}
        />
        <ChoiceField
          label={t('figure.dialog.time')}
          value={figure.timeFormat}
          choices={FIGURE_TIME_FORMATS}
          word={(each) => t(`figure.dialog.times.${each}`)}
          onChange={chooseTime}
        />
      </div>
      <div className={styles.group}>
        <CheckField
          label={t('figure.dialog.showsNotes')}
          checked={figure.showsNotes}
          onChange={(showsNotes) => change({ showsNotes })}
        />
        <CheckField
          label={t('figure.dialog.showsLegend')}
          checked={figure.showsLegend}
          onChange={(showsLegend) => change({ showsLegend })}
        />
        <CheckField
          label={t('figure.dialog.masked')}
          checked={figure.isMasked || isMaskedAnyway}
          isDisabled={isMaskedAnyway}
          onChange={(isMasked) => change({ isMasked })}
        />
      </div>
    </div>
  )
}

function Pixels({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  return (
    <label className={form.field}>
      {label}
      <input
        type="number"
        min={0}
        max={LARGEST_SIZE}
        step={20}
        value={value === 0 ? '' : value}
        placeholder={String(LEAST_SIZE)}
        onChange={(event) => onChange(Math.max(0, Math.round(Number(event.target.value)) || 0))}
      />
    </label>
  )
}
