// The sample game's specs in Vitest: `npx vitest --config scripts-lua/vitest.config.ts`.

import { fileURLToPath } from 'node:url'
import { luaSpecs } from 'luaparity/vitest'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [luaSpecs({ engines: ['fast', 'native'] })],
  test: { root: fileURLToPath(new URL('.', import.meta.url)) },
})
