// Which package a module of the build belongs to.
import { expect, it } from 'vitest'
import { packageFolder } from '../../../electron/build/licences.mjs'

it.each([
  ['/p/renderer/main.tsx', null],
  ['/p/node_modules/react/index.js', '/p/node_modules/react'],
  ['/p/node_modules/@tanstack/react-virtual/dist/esm/index.js', '/p/node_modules/@tanstack/react-virtual'],
  ['/p/node_modules/a/node_modules/@b/c/x.js?v=1', '/p/node_modules/a/node_modules/@b/c'],
])('%s', (id, folder) => {
  expect(packageFolder(id)).toBe(folder)
})
