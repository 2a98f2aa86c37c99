import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.js'

/** Those that never meet a database say the same on either engine. */
const withoutDatabase = [
  'tests/text/**',
  'tests/web/{config,flat-css,time,unheeded-proxy,view-templates}.test.ts',
  'tests/accounts/{password-rules,session-device}.test.ts',
  'tests/members/member-name.test.ts',
  'tests/cli/fresh.test.ts',
  'tests/{architecture,examples}.test.ts',
]

/** Of those in a browser one meets the other engine: it sends forms of every kind, and loses none of them. */
const journeys = ['tests/journeys/!(nothing-lost).test.ts']

/** The same tests on PostgreSQL, and those about it alone. */
export default mergeConfig(
  base,
  defineConfig({
    test: {
      globalSetup: 'tests/support/postgres-server.ts',
      // These are about SQLite's own file and plans; PostgreSQL has tests/db/postgres-plans.test.ts.
      exclude: ['tests/db/database.test.ts', 'tests/db/query-plans.test.ts', ...withoutDatabase, ...journeys],
    },
  }),
)
