import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../src/db/database.js'
import { inTransaction } from '../../src/db/transaction.js'
import { usingDatabase } from '../../src/db/using-database.js'
import { cleaningUp } from '../../src/first-error.js'

let db: Db
beforeEach(async () => {
  db = openDatabase(':memory:')
  await sql`create table notes (text text) strict`.execute(db)
})
afterEach(async () => db.destroy())

it('What ends a transaction by itself is told, not that there is nothing left to undo', async () => {
  await sql`create trigger full_disk before insert on notes when new.text = 'much'
    begin select raise(rollback, 'the disk is full'); end`.execute(db)
  const write = async (text: string) =>
    inTransaction(db, async (db) => {
      await sql`insert into notes values ('before')`.execute(db)
      await sql`insert into notes values (${text})`.execute(db)
    })
  await expect(write('much')).rejects.toThrow('the disk is full')
  await write('little')
  const { rows } = await sql<{ text: string }>`select text from notes`.execute(db)
  expect(rows.map(({ text }) => text)).toEqual(['before', 'little'])
})

it('Of two errors the first is told, and an error in closing alone is one', async () => {
  const fail = (message: string) => async () => {
    throw new Error(message)
  }
  await expect(cleaningUp(fail('first'), fail('second'))).rejects.toThrow('first')
  await expect(cleaningUp(async () => 'done', fail('second'))).rejects.toThrow('second')
  expect(
    await cleaningUp(
      async () => 'done',
      () => undefined,
    ),
  ).toBe('done')
})

it('A command says what was wrong in its work, also when its database can not be closed then', async () => {
  const work = usingDatabase(':memory:', async (db) => {
    db.destroy = async () => {
      throw new Error('not to be closed')
    }
    throw new Error('the work')
  })
  await expect(work).rejects.toThrow('the work')
})
