// What the host says when a file cannot be opened or written: one sentence what, and what to do where there is something.
export const host = {
  refused: {
    folder: '“{{name}}” is a folder. Open the files inside it instead.',
    notRegular: '“{{name}}” is not a regular file (a device, a pipe or a socket). Save the capture to a file first.',
    missing: '“{{name}}” is not there any more. It may have been moved or renamed.',
    notPermitted: 'You are not permitted to use “{{name}}”. Check its permissions; tcpdump often writes files as root.',
    writeNotPermitted:
      'You are not permitted to write “{{name}}” there; the old file is as it was. Choose another folder.',
    folderGone: 'The folder of “{{name}}” is not there any more. Choose another one.',
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
  start: {
    usage:
      'Usage: npm start [-- [FILE…] [--sample] [--browser] [--no-open] [--no-sandbox]]\n' +
      '  FILE          captures, counter texts or saved work to open\n' +
      '  --sample      open the shipped sample\n' +
      '  --browser     serve the window to the browser instead of opening Electron\n' +
      '  --no-open     only print the address, do not open the browser\n' +
      '  --no-sandbox  run Electron without the sandbox of the system (not advised)',
    unknownOption: 'There is no option {{option}}.',
    fetching: 'Fetching Electron, about 120 MB, once …',
    missing:
      'Electron is not here and could not be fetched, so the same window is served to your browser on this machine.',
    root: 'Electron does not run as root with its sandbox, so the same window is served to your browser on this machine.',
    noDisplay: 'There is no display for a window, so the same window is served to a browser on this machine.',
    notStarted: {
      sandbox:
        'Electron could not start its sandbox (user namespaces may be switched off), so the same window is served to your browser on this machine.',
      libraries:
        'Electron lacks libraries of the system (on Debian: apt install libnss3 libgtk-3-0 libgbm1 libasound2), so the same window is served to your browser on this machine.',
      display: 'Electron could not open the display, so the same window is served to a browser on this machine.',
      other:
        'Electron could not start (SYNSCOPE_DEBUG=1 shows what it says), so the same window is served to your browser on this machine.',
    },
    serving: 'SynScope is at this address until Ctrl-C:',
  },
} as const
