// Which Chromium the browser tests run in: named in the environment, installed, else Playwright's own.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const MAC_PROGRAMS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Path of the program; null when there is none. @returns {string | null} */
export function findChromium() {
  const named = process.env.SYNSCOPE_CHROMIUM
  if (named !== undefined && named !== '') return existsSync(named) ? named : null
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const command of COMMANDS) if (isProgram(join(folder, command))) return join(folder, command)
  }
  return MAC_PROGRAMS.find(existsSync) ?? playwrightsOwn()
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function playwrightsOwn() {
  try {
    const path = chromium.executablePath()
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}
