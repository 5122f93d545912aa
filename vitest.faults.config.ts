import { defineConfig } from 'vitest/config'

/** Crashes, outages and restarts: whole stories with real processes, too slow for every run of the others. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts', 'test/slow/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // Those that play in processes of their own go side by side; each keeps two busy, and waits for much of its time.
    maxConcurrency: 3,
    maxWorkers: 2,
  },
})
