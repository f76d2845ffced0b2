// Everything that is remembered, in one place.
import { settledLanguage } from '../../i18n/language.ts'
import { THEMES } from '../../../shared/host/settings.ts'
import { TIME_FORMATS } from '../../../shared/timeline/time-text.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { CheckField } from '../../components/CheckField.tsx'
import { ChoiceField } from '../../components/ChoiceField.tsx'
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
        <ChoiceField
          label={t('app.theme.title')}
          value={settings.theme}
          choices={THEMES}
          word={(theme) => t(`app.theme.${theme}`)}
          onChange={(theme) => change({ theme })}
        />
        <ChoiceField
          label={t('app.language.title')}
          value={settings.language}
          choices={LANGUAGE_WISHES}
          word={(language) => t(`app.language.${language}`)}
          onChange={(language) => change({ language })}
        />
        <ChoiceField
          label={t('app.status.timeFormat')}
          value={timeFormat}
          choices={TIME_FORMATS}
          word={(format) => t(`app.settings.time.${format}`)}
          onChange={store.getState().setTimeFormat}
        />
        <CheckField
          label={t('app.top.presenter')}
          checked={settings.presenter}
          onChange={(presenter) => change({ presenter })}
        />
        <CheckField
          label={t('app.top.mask')}
          checked={settings.maskAddresses}
          onChange={(maskAddresses) => change({ maskAddresses })}
        />
        {host.start.can.recent && (
          <>
            <CheckField
              label={t('app.settings.rememberRecent')}
              checked={settings.rememberRecent}
              onChange={(rememberRecent) => change({ rememberRecent })}
            />
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
