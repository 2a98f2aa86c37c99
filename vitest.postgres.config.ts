import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.js'

/** The same tests on PostgreSQL, and those about it alone. */
export default mergeConfig(
  base,
  defineConfig({
    test: {
      globalSetup: 'tests/support/postgres-server.ts',
      // These are about SQLite's own file and plans; PostgreSQL has tests/db/postgres-plans.test.ts.
      exclude: ['tests/db/database.test.ts', 'tests/db/query-plans.test.ts'],
    },
  }),
)
