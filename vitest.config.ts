import { defineConfig } from 'vitest/config'

// Those that start processes, servers or browsers, or turn a clock of this process: each in a process of its own.
const own = [
  'tests/cli/{connections,durability,failing-disk,request-log,start-lines,workers}.test.ts',
  'tests/{examples,generate,journeys,move,servers,demo,presence}/**/*.test.ts',
  'tests/{examples,budgets}.test.ts',
  'tests/db/{query-plans,postgres-plans}.test.ts',
  'tests/page-cache/lifetime.test.ts',
  'tests/text/bbcode-parser.test.ts',
]

export default defineConfig({
  test: {
    maxWorkers: '100%',
    // Journeys of two browsers side by side on two cores take their time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'own', include: own },
      },
      {
        extends: true,
        test: {
          name: 'door',
          include: ['tests/**/*.test.ts'],
          exclude: own,
          // These keep nothing, so that one process loads the forum once for all of them.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
        },
      },
    ],
  },
})
