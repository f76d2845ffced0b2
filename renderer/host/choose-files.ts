// The browser's own dialog for files.
import type { OpenKind } from '../../shared/host/host.ts'

const ACCEPT: Readonly<Record<OpenKind, string>> = {
  captures: '.pcap,.pcapng,.cap,.dmp,.snoop,.gz,.zst,.lz4',
  // Snapshots are often called just `netstat.1`: no filter.
  counters: '',
  projects: '.synscope,.png',
  all: '',
}

/** The chosen files, none when the dialog is closed without a choice. */
export function chooseFiles(document: Document, kind: OpenKind): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.accept = ACCEPT[kind]
    input.hidden = true
    const finish = (): void => {
      resolve([...(input.files ?? [])])
      input.remove()
    }
    input.addEventListener('change', finish, { once: true })
    input.addEventListener('cancel', finish, { once: true })
    document.body.append(input)
    input.click()
  })
}
