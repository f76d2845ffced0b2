// Names from strangers: shown so that nothing hides, written so that every system takes them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayName, writableName } from '../../../shared/host/display-name.ts'

describe('displayName', () => {
  it('shows what is invisible', () => {
    expect(displayName('a\u202egpj.pcap')).toBe('a<U+202E>gpj.pcap')
    expect(displayName('a\u0000\n\u200b\ufeff')).toBe('a<U+0000><U+000A><U+200B><U+FEFF>')
    expect(displayName('抓包 1.pcap')).toBe('抓包 1.pcap')
  })
  it('keeps beginning and end of what is very long', () => {
    const shown = displayName(`${'a'.repeat(300)}.pcap`)
    expect(shown).toHaveLength(200)
    expect(shown.endsWith('.pcap')).toBe(true)
  })
})

describe('writableName', () => {
  it.each([
    ['capture_2026-11-22_1403_backoff.png', 'capture_2026-11-22_1403_backoff.png'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a<b>:"c|d?*.svg', 'a_b___c_d__.svg'],
    ['CON', '_CON'],
    ['lpt1.txt', '_lpt1.txt'],
    ['console.txt', 'console.txt'],
    [' . ', 'synscope'],
    ['x\u202e.png', 'x.png'],
    [`${'n'.repeat(300)}.pcapng`, `${'n'.repeat(173)}.pcapng`],
  ])('%s', (name, written) => {
    expect(writableName(name)).toBe(written)
  })

  it('is a name that every system takes, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const written = writableName(name)
        expect(written).toMatch(/^[^\u0000-\u001f<>:"/\\|?*]+$/)
        expect(written).not.toMatch(/^[\s.]|[\s.]$/)
        expect(written.length).toBeLessThanOrEqual(181)
      }),
    )
  })
})
