import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { wat } from './electron/build/wat.mjs'

// TZ and locale are pinned so that expectations about printed times mean the same everywhere.
process.env.TZ = 'UTC'
process.env.LC_ALL = 'C'

export default defineConfig({
  plugins: [react(), wat()],
  test: {
    include: ['test/{unit,property,conformance,component}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
})
