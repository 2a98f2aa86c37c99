import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { siteChanged } from '../shown.js'
import type { SettingName } from './settings.js'

/** Gives a setting its default again. Returns whether it had been set. */
export async function resetSetting(db: Db, name: SettingName): Promise<boolean> {
  return inTransaction(db, async (db) => {
    const { numDeletedRows } = await db
      .deleteFrom('settings')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    if (numDeletedRows > 0n) await siteChanged(db)
    return numDeletedRows > 0n
  })
}
