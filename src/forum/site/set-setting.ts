import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { Refusal } from '../../refusal.js'
import { siteChanged } from '../shown.js'
import { isSettingName, settingSchemas } from './settings.js'

/** Stores a setting given as text. Throws Refusal for an unknown name or a value out of its bounds. */
export async function setSetting(db: Db, name: string, value: string): Promise<void> {
  if (!isSettingName(name)) throw new Refusal('invalid', `没有名为 ${name} 的设置`)
  const parsed = settingSchemas[name].safeParse(value)
  if (!parsed.success)
    throw new Refusal('invalid', `设置 ${name} 的值不合规：${parsed.error.issues[0]!.message}`)
  await inTransaction(db, async (db) => {
    await db
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
    await siteChanged(db)
  })
}
