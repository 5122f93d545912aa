import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/faults/**', 'test/slow/**'],
    globalSetup: ['test/fixtures/own-temp.ts'],
    // Nothing here keeps a state of its own in a module, and reading the same modules for each file costs a quarter of the time.
    isolate: false,
    // Three more than Vitest takes on two cores: scenarios, and those who start processes, wait for much of their time.
    maxWorkers: 4,
    // Scenarios start real servers and the command line starts child processes; pure tests end in milliseconds.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
