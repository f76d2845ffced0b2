// All shortcuts, by area, from the commands themselves; and those of the timeline and the table.
import { useCommandContext } from '../../commands/command-context.ts'
import { ALL_COMMANDS } from '../../commands/all-commands.ts'
import { plainTitle } from '../../commands/command.ts'
import { shortcutText } from '../../commands/shortcuts.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { useTranslate } from '../../i18n/language.ts'
import styles from './help.module.css'

const TIMELINE_KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['zoom', ['W', 'S', 'Ctrl+Wheel']],
  ['pan', ['A', 'D', '←', '→']],
  ['select', ['Drag']],
  ['commit', ['Enter']],
  ['back', ['Esc']],
  ['all', ['0']],
]
const TABLE_KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['move', ['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End']],
  ['extend', ['Shift+↑', 'Shift+↓']],
  ['toggle', ['Space']],
  ['copy', ['Ctrl+C']],
  ['everything', ['Ctrl+A']],
  ['fold', ['←', '→']],
]

export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const { host } = useCommandContext()
  const isMac = host.start.platform === 'mac'
  const withKeys = ALL_COMMANDS.filter((command) => command.shortcuts !== undefined)
  const areas = [...new Set(withKeys.map((command) => command.area))]
  return (
    <Dialog title={t('app.shortcuts.title')} width="wide" onClose={onClose}>
      <div className={styles.columns}>
        {areas.map((area) => (
          <KeyList
            key={area}
            title={t(`app.area.${area}`)}
            lines={withKeys
              .filter((command) => command.area === area)
              .map((command) => [
                plainTitle(t(command.title)),
                (command.shortcuts ?? []).map((each) => shortcutText(each, isMac)),
              ])}
          />
        ))}
        <KeyList
          title={t('app.shortcuts.timeline')}
          lines={TIMELINE_KEYS.map(([key, keys]) => [t(`app.shortcuts.keys.${key}`), keys])}
        />
        <KeyList
          title={t('app.shortcuts.table')}
          lines={TABLE_KEYS.map(([key, keys]) => [t(`app.shortcuts.keys.${key}`), keys])}
        />
      </div>
    </Dialog>
  )
}

interface KeyListProps {
  readonly title: string
  readonly lines: readonly (readonly [string, readonly string[]])[]
}

function KeyList({ title, lines }: KeyListProps) {
  return (
    <section className={styles.keys}>
      <h3>{title}</h3>
      <dl>
        {lines.map(([words, keys]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
