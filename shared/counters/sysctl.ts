// Settings as they are in force: `sysctl` and `sysctl -a`, `grep . /proc/sys/…`, `cat` or `sysctl -n` behind a prompt that
// names the key, macOS `sysctl` with a colon, and two lines of Windows' Get-NetTCPSetting. A line `key=value` without
// blanks is a configuration file, not the state of a kernel, and is only remarked.
import type { FormatReader, Line, ReadingSink } from './readings.ts'

const STATE = /^((?:net|kernel|vm|fs|dev|user|abi|debug|sunrpc|crypto|kern)\.[A-Za-z0-9_./*:@-]{1,200}) = ?(.{0,400})$/
const CONFIGURATION = /^(?:-?)((?:net|kernel|vm|fs)\.[A-Za-z0-9_./*-]{1,200})(?:=| ?= ?|= )(\S.{0,400})$/
const PATH = /^\/proc\/sys\/([A-Za-z0-9_./-]{1,200}):\s?(.{0,400})$/
const COLON = /^((?:net|kern)\.[a-z0-9_.]{1,120}): (.{0,400})$/
const WINDOWS = /^(InitialRto\(ms\)|MaxSynRetransmissions|MinRto\(ms\)|InitialCongestionWindow\(MSS\))\s*: (\S{0,80})$/

export class SysctlReader implements FormatReader {
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    if (text.length > 1_000) return false
    const state = STATE.exec(text) ?? COLON.exec(text)
    if (state) return this.set(line, (state[1] ?? '').replaceAll('/', '.'), state[2] ?? '')
    const path = PATH.exec(text)
    if (path) return this.set(line, (path[1] ?? '').replaceAll('/', '.'), path[2] ?? '')
    const windows = WINDOWS.exec(text)
    if (windows) return this.set(line, `windows.${(windows[1] ?? '').replace(/\(.*$/, '')}`, windows[2] ?? '')
    if (CONFIGURATION.test(text)) {
      this.sink.remark('counters.remark.sysctlConfiguration', { line: line.number })
      return true
    }
    return this.readBareValue(line)
  }

  flush(): void {
    // Every line stands alone.
  }

  /** `cat /proc/sys/net/core/somaxconn` or `sysctl -n net.core.somaxconn`, then the value alone. */
  private readBareValue(line: Line): boolean {
    const command = this.sink.command
    if (command?.tool !== 'sysctl' || !/^-?\d{1,20}(?:\s+-?\d{1,20}){0,3}$/.test(line.trimmed)) return false
    const keys = [
      ...command.text.matchAll(/\/proc\/sys\/([A-Za-z0-9_./-]{1,200})/g),
      ...(/-n\b/.test(command.text) ? command.text.matchAll(/\b((?:net|kernel)\.[A-Za-z0-9_.]{1,200})/g) : []),
    ].map((match) => (match[1] ?? '').replaceAll('/', '.'))
    const key = keys.length === 1 ? keys[0] : undefined
    return key !== undefined && this.set(line, key, line.trimmed)
  }

  /** Of the thousands of lines of `sysctl -a`, those about the network are kept. */
  private set(line: Line, name: string, value: string): boolean {
    if (/^(?:net|windows)\.|^kern\.ipc\.|^kernel\.(?:hostname|osrelease)$/.test(name)) {
      this.sink.setting({ line: line.number, name, value: value.trim() })
    }
    if (name === 'kernel.osrelease') this.sink.kernelVersion(value.trim())
    return true
  }
}
