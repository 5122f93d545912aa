import { defineConfig } from 'vitest/config'

/** Crashes, outages and restarts: whole stories with real processes, too slow for every run of the others. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each story keeps two processes busy, and mostly waits.
    maxConcurrency: 4,
    fileParallelism: false,
  },
})
