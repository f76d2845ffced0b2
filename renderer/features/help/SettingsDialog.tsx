// Everything that is remembered, in one place.
import { settledLanguage } from '../../i18n/language.ts'
import { THEMES } from '../../../shared/host/settings.ts'
import type { Theme } from '../../../shared/host/settings.ts'
import { TIME_FORMATS } from '../../../shared/timeline/time-text.ts'
import type { TimeFormat } from '../../../shared/timeline/time-text.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'
import type { Settings } from '../../state/settings-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'

const LANGUAGE_WISHES: readonly Settings['language'][] = ['system', 'en', 'zh-CN']

export default function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const { host } = useCommandContext()
  const settings = useWorkspace((state) => state.settings)
  const timeFormat = useWorkspace((state) => state.timeFormat)
  const change = (patch: Partial<Settings>): void => store.getState().changeSettings(patch)
  return (
    <Dialog title={t('app.settings.title')} width="narrow" onClose={onClose}>
      <div className={form.fields} lang={settledLanguage(settings.language, host.start.locale)}>
        <label className={form.field}>
          {t('app.theme.title')}
          <select value={settings.theme} onChange={(event) => change({ theme: event.target.value as Theme })}>
            {THEMES.map((theme) => (
              <option key={theme} value={theme}>
                {t(`app.theme.${theme}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={form.field}>
          {t('app.language.title')}
          <select
            value={settings.language}
            onChange={(event) => change({ language: event.target.value as Settings['language'] })}
          >
            {LANGUAGE_WISHES.map((language) => (
              <option key={language} value={language}>
                {t(`app.language.${language}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={form.field}>
          {t('app.status.timeFormat')}
          <select
            value={timeFormat}
            onChange={(event) => store.getState().setTimeFormat(event.target.value as TimeFormat)}
          >
            {TIME_FORMATS.map((format) => (
              <option key={format} value={format}>
                {t(`app.settings.time.${format}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={form.check}>
          <input
            type="checkbox"
            checked={settings.presenter}
            onChange={(event) => change({ presenter: event.target.checked })}
          />
          {t('app.top.presenter')}
        </label>
        <label className={form.check}>
          <input
            type="checkbox"
            checked={settings.maskAddresses}
            onChange={(event) => change({ maskAddresses: event.target.checked })}
          />
          {t('app.top.mask')}
        </label>
        {host.start.can.recent && (
          <>
            <label className={form.check}>
              <input
                type="checkbox"
                checked={settings.rememberRecent}
                onChange={(event) => change({ rememberRecent: event.target.checked })}
              />
              {t('app.settings.rememberRecent')}
            </label>
            <span>
              <Button look="outlined" size="small" onPress={() => void host.forgetRecent('all')}>
                {t('app.settings.clearRecent')}
              </Button>
            </span>
          </>
        )}
      </div>
    </Dialog>
  )
}
