// Bytes of a packet, sixteen a line: offset, hexadecimal, text.
import { Fragment } from 'react'
import styles from './detail.module.css'

const LINE = 16
/** More is no help on screen; the file has it all. */
const MOST_BYTES = 2048

export interface HexDumpProps {
  readonly bytes: Uint8Array
  /** Bytes of the chosen field. */
  readonly marked: { readonly from: number; readonly to: number } | null
  readonly label: string
}

export function HexDump({ bytes, marked, label }: HexDumpProps) {
  const lines = []
  for (let at = 0; at < Math.min(bytes.length, MOST_BYTES); at += LINE) lines.push(at)
  return (
    <pre className={styles.hex} tabIndex={0} aria-label={label}>
      {lines.map((at) => (
        <Fragment key={at}>
          <i>{at.toString(16).padStart(4, '0')} </i>
          {[...bytes.subarray(at, at + LINE)].map((byte, i) => {
            const isMarked = marked !== null && at + i >= marked.from && at + i < marked.to
            return (
              <span key={i} data-marked={isMarked || undefined}>
                {(i === 8 ? '  ' : ' ') + byte.toString(16).padStart(2, '0')}
              </span>
            )
          })}
          {padding(bytes, at)}
          <b>{printable(bytes.subarray(at, at + LINE))}</b>
          {'\n'}
        </Fragment>
      ))}
    </pre>
  )
}

function padding(bytes: Uint8Array, at: number): string {
  const missing = Math.max(0, LINE - (bytes.length - at))
  return ' '.repeat(missing * 3 + (missing >= 8 ? 1 : 0) + 2)
}

function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
}
