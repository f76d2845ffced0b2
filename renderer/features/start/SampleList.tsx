// The shipped samples: real captures of real kernels, each with the question it answers.
import { Activity } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCommandContext } from '../../commands/command-context.ts'
import { Icon } from '../../components/Icon.tsx'
import { useTranslate } from '../../i18n/language.ts'
import styles from './start.module.css'

export function SampleList() {
  const t = useTranslate()
  const { host, session } = useCommandContext()
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => {
    let wanted = true
    void host.samples().then((all) => {
      if (wanted) setNames(all)
    })
    return () => {
      wanted = false
    }
  }, [host])
  if (names.length === 0) return null
  return (
    <section className={styles.list} aria-labelledby="samples-title">
      <h2 id="samples-title">{t('app.start.samples')}</h2>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <button type="button" className={styles.item} onClick={() => void session.openSample(name)}>
              <Icon of={Activity} />
              <span className={styles.itemWords}>
                <strong>{sampleWords(t, name, 'title')}</strong>
                <span>{sampleWords(t, name, 'text')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A sample without words of its own goes by its name. */
function sampleWords(t: (key: string) => string, name: string, part: 'title' | 'text'): string {
  const key = `app.sample.${name}.${part}`
  const words = t(key)
  return words !== key ? words : part === 'title' ? name : ''
}
