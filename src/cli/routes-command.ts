import type { Command } from 'commander'
import type { Route } from '../pages/route.js'
import { print, type Terminal } from './with-database.js'

/** louzhu routes: the site map as a table. Loads the pages, and no server. */
export function routesCommand(louzhu: Command, terminal: Terminal): void {
  louzhu
    .command('routes')
    .description('print the site map: method, path, who may ask, what it may cost, what is kept in memory')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const { routes } = await import('../routes.js')
      const rows = routes.map(rowOf)
      const width = (cell: (row: Row) => string) => Math.max(...rows.map((row) => cell(row).length))
      const [paths, guards] = [width((row) => row.path), width((row) => row.guard)]
      const lines = rows.map(({ method, path, guard, budget, kept }) =>
        [
          method.padEnd(4),
          path.padEnd(paths),
          guard.padEnd(guards),
          budget ? `${budget.statements} statements, ${budget.milliseconds} ms, ${budget.bytes} bytes` : '',
          kept ? `kept by ${['path', ...kept].join(', ')}` : '',
        ]
          .join('  ')
          .trimEnd(),
      )
      print(terminal, rows, lines, options)
    })
}

type Row = ReturnType<typeof rowOf>

function rowOf({ method, path, guard, budget, kept }: Route) {
  return {
    method: method.toUpperCase(),
    path,
    guard: guard.name,
    budget: budget ?? null,
    kept: kept ? Object.keys(kept.query).filter((name) => kept.query[name] !== 'never') : null,
  }
}
