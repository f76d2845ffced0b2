// One packet: what its columns say, and on demand its bytes from the file.
import { X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { packetTime } from '../../../shared/analysis/handshake-view.ts'
import { decimalTime } from '../../../shared/units/exact-time.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { IconButton } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { HexDump } from './HexDump.tsx'
import { ladderRows } from './ladder-rows.ts'
import styles from './detail.module.css'

type Bytes =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'here'; readonly bytes: Uint8Array }

export function PacketPane({ packet }: { readonly packet: number }) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const { session } = useCommandContext()
  const loaded = useLoaded()
  const { packets } = loaded.analysis.packets
  const [bytes, setBytes] = useState<Bytes>({ kind: 'waiting' })
  useEffect(() => {
    let wanted = true
    setBytes({ kind: 'waiting' })
    session.packetBytes(packet).then(
      (found) => wanted && setBytes(found === null ? { kind: 'none' } : { kind: 'here', bytes: found }),
      (error: unknown) =>
        wanted && setBytes({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      wanted = false
    }
  }, [session, packet])
  const row = useMemo(
    () => ladderRows(loaded, packets.handshake[packet] ?? 0).find((each) => each.packet === packet),
    [loaded, packets, packet],
  )
  if (!row) return null
  const fields: readonly (readonly [string, string])[] = [
    ['frame.time_epoch', decimalTime(packetTime(packets, packet))],
    ['ip.ttl', String(packets.ttl[packet] ?? 0)],
    ['ip.id', `0x${(packets.ipId[packet] ?? 0).toString(16).padStart(4, '0')}`],
    ['tcp.flags', row.flags],
    ['tcp.seq_raw', String(row.seq)],
    ['tcp.ack_raw', String(row.ack)],
    ['tcp.window_size_value', String(row.window)],
    ['tcp.len', String(row.payload)],
    ...(((packets.marks[packet] ?? 0) & 2) !== 0
      ? ([
          ['tcp.options.timestamp.tsval', String(packets.tsVal[packet] ?? 0)],
          ['tcp.options.timestamp.tsecr', String(packets.tsEcr[packet] ?? 0)],
        ] as const)
      : []),
  ]
  return (
    <section className={styles.packetPane} aria-label={t('app.detail.packetTitle', { frame: row.frame })}>
      <header>
        <h4>{t('app.detail.packetTitle', { frame: row.frame })}</h4>
        <CopyButton text={`frame.number == ${row.frame}`} label={t('app.detail.copyFrameFilter')} />
        <IconButton icon={X} size="small" label={t('app.close')} onPress={() => store.getState().focusPacket(null)} />
      </header>
      <dl className={styles.fields}>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {bytes.kind === 'here' && <HexDump bytes={bytes.bytes} marked={null} label={t('app.detail.bytes')} />}
      {bytes.kind === 'waiting' && <p className={styles.note}>{t('app.detail.bytesWaiting')}</p>}
      {bytes.kind === 'none' && <p className={styles.note}>{t('app.detail.bytesNone')}</p>}
      {bytes.kind === 'failed' && (
        <p className={styles.note}>{t('app.detail.bytesFailed', { message: bytes.message })}</p>
      )}
    </section>
  )
}
