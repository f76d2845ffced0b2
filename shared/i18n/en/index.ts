import { app } from './app.ts'
import { capture } from './capture.ts'
import { catalog } from './catalog.ts'
import { cli } from './cli.ts'
import { counters } from './counters.ts'
import { figure } from './figure.ts'
import { findings } from './findings.ts'
import { host } from './host.ts'
import { menu } from './menu.ts'
import { report } from './report.ts'
import { tcp } from './tcp.ts'
import { tcpdump } from './tcpdump.ts'
import { timeline } from './timeline.ts'
import { tools } from './tools.ts'

export const en = {
  app,
  capture,
  catalog,
  cli,
  counters,
  figure,
  findings,
  report,
  tcp,
  tcpdump,
  timeline,
  tools,
  host,
  menu,
} as const
