import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Containers start, VMs time out, and two cores are shared: one slow test is no hung test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Every file may start containers and worker threads of its own.
    maxWorkers: 2,
  },
})
