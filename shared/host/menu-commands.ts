// The commands that have a place in the native menu. The page announces which of them it can do now
// (Host.announceCommands); all others are greyed. Names are `area.verb`; their words are `menu.<area>.<verb>` of the
// catalogue.
export const MENU_COMMANDS = [
  'file.open',
  'file.openCounters',
  'file.openProject',
  'file.addCapture',
  'file.openSample',
  'file.paste',
  'project.save',
  'project.saveAs',
  'figure.export',
  'data.export',
  'packets.save',
  'report.save',
  'report.pdf',
  'report.print',
  'file.close',
  'edit.undo',
  'edit.redo',
  'edit.copyRows',
  'edit.copyPicture',
  'edit.find',
  'edit.deleteNote',
  'view.maskAddresses',
  'view.timeAbsolute',
  'view.timeLocal',
  'view.timeSinceStart',
  'view.timeSincePrevious',
  'view.presenter',
  'view.wholeCapture',
  'view.back',
  'view.forward',
  'go.nextFailed',
  'go.previousFailed',
  'go.frame',
  'go.time',
  'notes.suggest',
  'tools.alignClocks',
  'tools.crosscheck',
  'tools.collect',
  'tools.settings',
  'tools.palette',
  'help.shortcuts',
  'help.counters',
  'help.about',
] as const
export type MenuCommand = (typeof MENU_COMMANDS)[number]

/** What the page can do now: listed = enabled; `checked` for switches and choices. */
export interface CommandState {
  readonly id: MenuCommand
  readonly enabled: boolean
  readonly checked?: boolean
}
