// What the host says when a file cannot be opened or written: one sentence what, and what to do where there is something.
export const host = {
  refused: {
    folder: '“{{name}}” is a folder. Open the files inside it instead.',
    notRegular: '“{{name}}” is not a regular file (a device, a pipe or a socket). Save the capture to a file first.',
    missing: '“{{name}}” is not there any more. It may have been moved or renamed.',
    notPermitted: 'You are not permitted to use “{{name}}”. Check its permissions; tcpdump often writes files as root.',
    inUse: 'Another program keeps “{{name}}” to itself. Close it there and try again.',
    tooManyOpen: 'Too many files are open to open “{{name}}” as well. Close some and try again.',
    diskFull: 'The disk is full: “{{name}}” was not written and the old file is as it was.',
    readOnly: 'The disk of “{{name}}” is read-only. Choose another folder.',
    nameTooLong: 'The name “{{name}}” is too long for this disk. Choose a shorter one.',
    device: 'The disk reports an error while “{{name}}” is read or written.',
    other: '“{{name}}” cannot be used ({{code}}).',
    unknownEnding:
      '“{{name}}” has no ending that captures or counter texts have. If it is one, open it with File, Open.',
    openCapture: '“{{name}}” is open as a source and is never written over. Choose another name.',
    declined: '“{{name}}” lies on another machine and was not opened.',
    gone: 'This file is no longer open in this session. Open it again.',
    noSuchSample: 'There is no sample named “{{name}}”.',
    pdf: 'The PDF could not be made.',
  },
} as const
