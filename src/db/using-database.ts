import { cleaningUp } from '../first-error.js'
import { unusable } from '../unusable.js'
import { openDatabase, type Db } from './database.js'
import { isPostgresAddress } from '../config.js'
import { codeOf } from './failures.js'

/**
 * Opens the database at `address`, runs `work`, and closes it, for commands and at start. A SQLite file that can't be
 * read or written is named in one line (Unusable).
 */
export async function usingDatabase<T>(address: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(address)
  const run = async () => {
    try {
      return await work(db)
    } catch (error) {
      const isAboutFile = !isPostgresAddress(address) && codeOf(error).startsWith('SQLITE_')
      throw isAboutFile ? unusable(address, error) : error
    }
  }
  return cleaningUp(run, async () => db.destroy())
}
