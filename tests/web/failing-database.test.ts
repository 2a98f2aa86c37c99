import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildWorld, type World } from '../support/world.js'

let world: World

beforeEach(async () => {
  world = await buildWorld()
})

afterEach(() => world.forum.close())

/** Makes every insert of a post fail as on a full disk. */
async function fillDisk(): Promise<void> {
  const { db } = world.forum
  await sql`pragma max_page_count = 1`.execute(db)
}

it('A full disk answers 503 with everything that was typed, and what is typed again is posted', async () => {
  const xiaoming = await world.forum.signIn('xiaoming')
  await xiaoming.get(`/boards/${world.board.chat}/threads/new`)
  await fillDisk()
  const long = '满盘也不能丢的话。'.repeat(3000)
  const failed = await xiaoming.submit('form.form', { subject: '题目也不能丢', body: long })
  expect(failed.status).toBe(503)
  expect(failed.headers.get('retry-after')).toBe('5')
  expect(failed.$('input[name=subject]').val()).toBe('题目也不能丢')
  expect(failed.$('textarea[name=body]').val()).toBe(long)
  expect(failed.text('[role=alert]')).toContain('服务器正忙')

  await sql`pragma max_page_count = 1000000`.execute(world.forum.db)
  expect((await xiaoming.submit('form.form')).status).toBe(303)
})
