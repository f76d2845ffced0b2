// Files, the filter, and what the whole window can do.
import {
  Command as CommandIcon,
  Contrast,
  EyeOff,
  FileOutput,
  Languages,
  Moon,
  PanelLeft,
  Plus,
  Presentation,
  Sun,
  SunMoon,
} from 'lucide-react'
import { useCommandEntries, useRun } from '../commands/command-entries.ts'
import { useCommandContext } from '../commands/command-context.ts'
import { shortcutText } from '../commands/shortcuts.ts'
import { Button, IconButton } from '../components/Button.tsx'
import { MenuButton } from '../components/Menu.tsx'
import { FilterBar } from '../features/filter/FilterBar.tsx'
import { FileChips } from '../features/files/FileChips.tsx'
import { useTranslate } from '../i18n/language.ts'
import { useWorkspace } from '../state/workspace-store.ts'
import { Logo } from './Logo.tsx'
import styles from './workspace.module.css'

const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon, contrast: Contrast } as const

export function TopBar() {
  const t = useTranslate()
  const run = useRun()
  const { host } = useCommandContext()
  const settings = useWorkspace((state) => state.settings)
  const adding = useCommandEntries(['file.addCapture', 'file.paste', 'file.open', 'file.openSample'])
  const leaving = useCommandEntries(['figure.export', 'report.save', 'data.export', 'packets.save', 'project.save'])
  const tools = useCommandEntries(['tools.crosscheck', 'tools.collect', 'tools.alignClocks', 'help.counters'])
  const themes = useCommandEntries(['view.theme-system', 'view.theme-light', 'view.theme-dark', 'view.theme-contrast'])
  const languages = useCommandEntries(['view.language-system', 'view.language-en', 'view.language-zh-CN'])
  const keys = (shortcut: string): string => shortcutText(shortcut, host.start.platform === 'mac')
  return (
    <header className={styles.top}>
      <h1 className="visually-hidden">SynScope</h1>
      <IconButton
        icon={PanelLeft}
        label={t('app.command.sidePanel')}
        shortcut={keys('Mod+B')}
        isOn={settings.sidePanel !== null}
        onPress={() => run('view.sidePanel')}
      />
      <span className={styles.mark}>
        <Logo size={1.25} />
      </span>
      <FileChips />
      <MenuButton label={t('app.top.add')} groups={[{ id: 'add', entries: adding }]}>
        <Button icon={Plus} aria-label={t('app.top.add')}>
          {t('app.top.addShort')}
        </Button>
      </MenuButton>
      <div className={styles.find}>
        <FilterBar />
      </div>
      <div className={styles.actions} role="toolbar" aria-label={t('app.top.view')}>
        <MenuButton
          label={t('tools.menu')}
          groups={[
            { id: 'leaving', entries: leaving },
            { id: 'tools', entries: tools },
          ]}
        >
          <IconButton icon={FileOutput} label={t('tools.menu')} />
        </MenuButton>
        <IconButton
          icon={EyeOff}
          label={t('app.top.mask')}
          shortcut={keys('Mod+Shift+M')}
          isOn={settings.maskAddresses}
          onPress={() => run('view.maskAddresses')}
        />
        <IconButton
          icon={Presentation}
          label={t('app.top.presenter')}
          shortcut="P"
          isOn={settings.presenter}
          onPress={() => run('view.presenter')}
        />
        <MenuButton label={t('app.theme.title')} groups={[{ id: 'theme', entries: themes }]}>
          <IconButton icon={THEME_ICONS[settings.theme]} label={t('app.theme.title')} />
        </MenuButton>
        <MenuButton label={t('app.language.title')} groups={[{ id: 'language', entries: languages }]}>
          <IconButton icon={Languages} label={t('app.language.title')} />
        </MenuButton>
        <IconButton
          icon={CommandIcon}
          label={t('app.top.palette')}
          shortcut={keys('Mod+K')}
          onPress={() => run('tools.palette')}
        />
      </div>
    </header>
  )
}
