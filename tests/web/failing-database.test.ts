import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { engine } from '../support/database.js'
import { fillDisk, makeRoom } from '../support/full-disk.js'
import { buildWorld, type World } from '../support/world.js'

let world: World

beforeEach(async () => {
  world = await buildWorld()
})

afterEach(() => world.forum.close())

/** Makes every insert of a post fail: SQLite by itself, which has room for no more pages. */
async function leaveNoRoom(): Promise<void> {
  const { db } = world.forum
  if (engine === 'sqlite') await sql`pragma max_page_count = 1`.execute(db)
  else await fillDisk(db, 'insert', 'posts')
}

async function leaveRoom(): Promise<void> {
  const { db } = world.forum
  if (engine === 'sqlite') await sql`pragma max_page_count = 1000000`.execute(db)
  else await makeRoom(db, 'posts')
}

it('A full disk answers 503 with everything that was typed, and what is typed again is posted', async () => {
  const xiaoming = await world.forum.signIn('xiaoming')
  await xiaoming.get(`/boards/${world.board.chat}/threads/new`)
  await leaveNoRoom()
  const long = '满盘也不能丢的话。'.repeat(3000)
  const failed = await xiaoming.submit('form.form', { subject: '题目也不能丢', body: long })
  expect(failed.status).toBe(503)
  expect(failed.headers.get('retry-after')).toBe('5')
  expect(failed.$('input[name=subject]').val()).toBe('题目也不能丢')
  expect(failed.$('textarea[name=body]').val()).toBe(long)
  expect(failed.text('[role=alert]')).toContain('服务器正忙')

  await leaveRoom()
  expect((await xiaoming.submit('form.form')).status).toBe(303)
})
