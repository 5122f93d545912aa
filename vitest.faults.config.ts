import { defineConfig } from 'vitest/config'

/** Properties that are tried more often here than with every run of the others. */
const MANY = ['test/flows/rest.test.ts', 'test/flows/foreign-answers.test.ts', 'test/reports/foreign-words.test.ts']

/** Crashes, outages, restarts and the longest stories: too slow for every run of the others. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts', 'test/slow/**/*.test.ts', ...MANY],
    env: { MANY_RUNS: '1' },
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // Those that play in processes of their own go side by side; each keeps two busy, and waits for much of its time.
    maxConcurrency: 3,
    maxWorkers: 3,
  },
})
