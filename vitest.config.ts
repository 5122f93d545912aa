import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/faults/**'],
    // Scenarios start real servers and the command line starts child processes; pure tests end in milliseconds.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
