// The first page: one thing to do, and what else is possible.
import { ClipboardPaste, FileClock, FolderOpen, Languages, Lock, SunMoon, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RecentFile } from '../../../shared/host/host.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { useCommandEntries, useRun } from '../../commands/command-entries.ts'
import { Logo } from '../../app/Logo.tsx'
import { Button, IconButton } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { useTongue, useTranslate } from '../../i18n/language.ts'
import { BackoffDrawing } from './BackoffDrawing.tsx'
import { SampleList } from './SampleList.tsx'
import styles from './start.module.css'

export function StartPage() {
  const t = useTranslate()
  const run = useRun()
  const themes = useCommandEntries(['view.theme-system', 'view.theme-light', 'view.theme-dark', 'view.theme-contrast'])
  const languages = useCommandEntries(['view.language-system', 'view.language-en', 'view.language-zh-CN'])
  return (
    <main className={styles.page}>
      <div className={styles.corner}>
        <MenuButton label={t('app.language.title')} groups={[{ id: 'language', entries: languages }]}>
          <IconButton icon={Languages} label={t('app.language.title')} />
        </MenuButton>
        <MenuButton label={t('app.theme.title')} groups={[{ id: 'theme', entries: themes }]}>
          <IconButton icon={SunMoon} label={t('app.theme.title')} />
        </MenuButton>
      </div>
      <div className={styles.column}>
        <header className={styles.title}>
          <span className={styles.logo}>
            <Logo size={2} />
          </span>
          <h1>SynScope</h1>
        </header>
        <section className={styles.open} aria-label={t('app.start.open')}>
          <BackoffDrawing />
          <h2>{t('app.start.question')}</h2>
          <p>{t('app.start.drop')}</p>
          <div className={styles.buttons}>
            <Button look="primary" size="large" icon={FolderOpen} onPress={() => run('file.open')}>
              {t('app.start.openFiles')}
            </Button>
            <Button look="outlined" size="large" icon={ClipboardPaste} onPress={() => run('file.paste')}>
              {t('app.start.paste')}
            </Button>
          </div>
          <p className={styles.formats}>{t('app.start.formats')}</p>
        </section>
        <div className={styles.lists}>
          <SampleList />
          <RecentList />
        </div>
        <p className={styles.privacy}>
          <Icon of={Lock} size={0.875} />
          {t('app.start.privacy')}
        </p>
      </div>
    </main>
  )
}

function RecentList() {
  const { t, bytes } = useTongue()
  const { host, session } = useCommandContext()
  const [recent, setRecent] = useState<readonly RecentFile[]>([])
  useEffect(() => {
    let wanted = true
    void host.recent().then((files) => {
      if (wanted) setRecent(files)
    })
    return () => {
      wanted = false
    }
  }, [host])
  if (recent.length === 0) return null
  const forget = (id: string): void => {
    void host.forgetRecent(id).then(async () => setRecent(await host.recent()))
  }
  return (
    <section className={styles.list} aria-labelledby="recent-title">
      <h2 id="recent-title">{t('app.start.recent')}</h2>
      <ul>
        {recent.slice(0, 8).map((file) => (
          <li key={file.id} className={styles.recentLine}>
            <button
              type="button"
              className={styles.item}
              disabled={file.present === false}
              onClick={() => void session.openRecent(file.id)}
            >
              <Icon of={FileClock} />
              <span className={styles.itemWords}>
                <strong>{file.name}</strong>
                <span>
                  {file.present === false
                    ? t('app.start.missing')
                    : [file.folder, bytes(file.size)].filter(Boolean).join(' · ')}
                </span>
              </span>
            </button>
            <IconButton
              icon={Trash2}
              size="small"
              label={t('app.start.forget', { name: file.name })}
              onPress={() => forget(file.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
