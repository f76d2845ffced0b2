// One packet on demand: its header fields as the decoder reads them, and its bytes; a chosen field marks its bytes.
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { FieldRow } from '../../../shared/capture/packet-fields.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { IconButton } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useAddressNames, useLoaded } from '../../state/use-analysis.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import type { PacketDetail } from '../../workers/analysis-messages.ts'
import { HexDump } from './HexDump.tsx'
import styles from './detail.module.css'

type Found =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'here'; readonly detail: PacketDetail }

export function PacketPane({ packet }: { readonly packet: number }) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const { session } = useCommandContext()
  const names = useAddressNames()
  const { packets } = useLoaded().analysis.packets
  const frame = packets.frame[packet] ?? 0
  const [found, setFound] = useState<Found>({ kind: 'waiting' })
  useEffect(() => {
    let wanted = true
    const take = (next: Found): void => {
      if (wanted) setFound(next)
    }
    session.packetDetail(packet).then(
      (detail) => take(detail === null ? { kind: 'none' } : { kind: 'here', detail }),
      (error: unknown) => take({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      wanted = false
    }
  }, [session, packet])
  return (
    <section className={styles.packetPane} aria-label={t('app.detail.packetTitle', { frame })}>
      <header>
        <h2>{t('app.detail.packetTitle', { frame })}</h2>
        <CopyButton text={`frame.number == ${frame}`} label={t('app.detail.copyFrameFilter')} />
        <IconButton icon={X} size="small" label={t('app.close')} onPress={() => store.getState().focusPacket(null)} />
      </header>
      {found.kind === 'here' && <FieldsAndBytes detail={found.detail} mask={names.text} masked={names.masked} />}
      {found.kind === 'waiting' && <p className={styles.note}>{t('app.detail.bytesWaiting')}</p>}
      {found.kind === 'none' && <p className={styles.note}>{t('app.detail.bytesNone')}</p>}
      {found.kind === 'failed' && (
        <p className={styles.note}>{t('app.detail.bytesFailed', { message: found.message })}</p>
      )}
    </section>
  )
}

interface FieldsAndBytesProps {
  readonly detail: PacketDetail
  readonly mask: (text: string) => string
  readonly masked: boolean
}

function FieldsAndBytes({ detail, mask, masked }: FieldsAndBytesProps) {
  const t = useTranslate()
  const [chosen, setChosen] = useState<FieldRow | null>(null)
  const marked = chosen === null ? null : { from: chosen.at, to: chosen.at + chosen.length }
  return (
    <div className={styles.fieldsAndBytes}>
      <div className={styles.layers}>
        {detail.layers.map((layer, i) => (
          <details key={i} open={i >= detail.layers.length - 2}>
            <summary>
              {layer.layer}
              <small>{t('app.detail.layerBytes', { count: layer.length })}</small>
            </summary>
            <ul>
              {layer.fields.map((field, k) => (
                <li key={k}>
                  <button
                    type="button"
                    aria-pressed={chosen === field}
                    onClick={() => setChosen(chosen === field ? null : field)}
                  >
                    <span>{field.name}</span>
                    <b>{mask(field.value)}</b>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
      {/* Addresses stand in the bytes too. */}
      {masked ? (
        <p className={styles.note}>{t('app.detail.bytesMasked')}</p>
      ) : (
        <HexDump bytes={detail.bytes} marked={marked} label={t('app.detail.bytes')} />
      )}
      {detail.bytes.length < detail.wireLength && (
        <p className={styles.note}>
          {t('app.detail.bytesCut', { captured: detail.bytes.length, wire: detail.wireLength })}
        </p>
      )}
    </div>
  )
}
