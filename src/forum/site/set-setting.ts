import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { Refusal } from '../../refusal.js'
import { oneLine } from '../../text/code-points.js'
import { siteChanged } from '../shown.js'
import { requireSettingName } from './find-settings.js'
import { askedFor } from './setting-texts.js'
import { settingEntry, type SettingName } from './settings.js'

/** Code points of a refused value that are said again. */
const SAID = 30

/** Stores a setting given as text. Throws Refusal for an unknown name or a value out of its bounds. */
export async function setSetting(db: Db, given: string, text: string): Promise<void> {
  const name = requireSettingName(given)
  const value = valueFrom(name, text)
  await inTransaction(db, async (db) => {
    await db
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
    await siteChanged(db)
  })
}

/** The text as it is stored: as its value is printed. */
function valueFrom(name: SettingName, text: string): string {
  const { field } = settingEntry(name)
  const read = field.read.safeParse(text)
  if (read.success) return field.print(read.data)
  throw new Refusal('invalid', (t) =>
    t.settings.refused(t.settings.about[name].title, name, shortened(text), askedFor(name, t)),
  )
}

function shortened(text: string): string {
  const characters = [...oneLine(text)]
  return characters.length > SAID ? `${characters.slice(0, SAID).join('')}…` : characters.join('')
}
