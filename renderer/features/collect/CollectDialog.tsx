// Fields at the top, the commands for them below, each ready to copy; and the script they use.
import { Download } from 'lucide-react'
import { useState } from 'react'
import script from '../../../assets/collect.sh?raw'
import type { CollectStep } from '../../../shared/counters/collect-command.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { ChoiceField } from '../../components/ChoiceField.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'
import styles from './collect.module.css'
import { EMPTY_FIELDS, PLACES, planOf } from './collect-target.ts'
import type { CollectFields } from './collect-target.ts'

export default function CollectDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const { host, store } = useCommandContext()
  const [fields, setFields] = useState(EMPTY_FIELDS)
  const plan = planOf(fields)
  const { place } = fields
  const field = (name: Exclude<keyof CollectFields, 'place'>, label: string, placeholder = '', numeric = false) => (
    <label className={form.field}>
      {label}
      <input
        value={fields[name]}
        maxLength={260}
        spellCheck={false}
        autoCapitalize="none"
        inputMode={numeric ? 'numeric' : 'text'}
        placeholder={placeholder}
        onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
      />
    </label>
  )
  const saveScript = async (): Promise<void> => {
    const outcome = await host.save({ kind: 'text', suggestedName: 'collect.sh', content: script })
    const { say } = store.getState()
    if (outcome.kind === 'failed') say(outcome.reason, 'bad')
    if (outcome.kind === 'saved') say({ key: 'tools.collect.scriptSaved', params: { name: outcome.name } }, 'good')
  }
  return (
    <Dialog title={t('tools.collect.title')} width="wide" onClose={onClose}>
      <div className={form.fields}>
        <p className={form.note}>{t('tools.collect.what')}</p>
        <div className={styles.target}>
          <ChoiceField
            autoFocus
            label={t('tools.collect.target')}
            value={place}
            choices={PLACES}
            word={(each) => t(`tools.collect.targets.${each}`)}
            onChange={(chosen) => setFields({ ...fields, container: '', place: chosen })}
          />
          {place === 'pod' && (
            <>
              {field('pod', t('tools.collect.pod'))}
              {field('namespace', t('tools.collect.namespace'), 'default')}
              {field('container', t('tools.collect.container'), t('tools.collect.containerHint'))}
            </>
          )}
          {place === 'container' && field('container', t('tools.collect.containerId'))}
          {field('port', t('tools.collect.port'), t('tools.collect.portHint'), true)}
          {field('interface', t('tools.collect.interface'), 'any')}
          {field('seconds', t('tools.collect.seconds'), '60', true)}
        </div>
        <p role="status" className={styles.wrong}>
          {'key' in plan ? t(plan.key, plan.params) : ''}
        </p>
        {'steps' in plan && (
          <>
            <section className={styles.way}>
              <div className={styles.head}>
                <h3>{t('tools.collect.withScript')}</h3>
                <Button icon={Download} look="outlined" size="small" onPress={() => void saveScript()}>
                  {t('tools.collect.saveScript')}
                </Button>
              </div>
              <p className={form.note}>{t('tools.collect.scriptNote')}</p>
              <Steps steps={plan.steps} copyKey="tools.collect.copyStep" />
            </section>
            <details className={styles.way}>
              <summary>{t('tools.collect.byHand')}</summary>
              <Steps steps={plan.byHand} copyKey="tools.collect.copyHandStep" />
            </details>
          </>
        )}
      </div>
    </Dialog>
  )
}

function Steps({ steps, copyKey }: { readonly steps: readonly CollectStep[]; readonly copyKey: string }) {
  const t = useTranslate()
  return (
    <ol className={styles.steps}>
      {steps.map(({ key, command }, i) => (
        <li key={key}>
          <span>{t(key)}</span>
          <div className={styles.command}>
            <pre tabIndex={0}>
              <code>{command}</code>
            </pre>
            <CopyButton text={command} label={t(copyKey, { number: i + 1 })} />
          </div>
        </li>
      ))}
    </ol>
  )
}
