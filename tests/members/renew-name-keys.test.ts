import { afterEach, beforeEach, expect, it } from 'vitest'
import { renewNameKeys } from '../../src/forum/members/renew-name-keys.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

const rename = async (id: number, username: string, usernameKey: string) =>
  world.forum.db.updateTable('members').set({ username, usernameKey }).where('id', '=', id).execute()

const keys = async () =>
  (
    await world.forum.db.selectFrom('members').select(['username', 'usernameKey']).orderBy('id').execute()
  ).map(({ username, usernameKey }) => [username, usernameKey])

it('Members whose names were taken for others before sign in under their own keys', async () => {
  await rename(world.member.xiaoming, '老战士', '老战土')
  await expect(world.forum.signIn('老战士')).rejects.toThrow('不对')
  await renewNameKeys(world.forum.db)
  expect((await world.forum.signIn('老战士')).page.status).toBe(303)
  const renewed = await keys()
  await renewNameKeys(world.forum.db)
  expect(await keys()).toEqual(renewed)
})

it('A key that somebody else has is left to them', async () => {
  await rename(world.member.xiaoming, '老战士', '老战土')
  await rename(world.member.haibian, '不相干', '老战士')
  await renewNameKeys(world.forum.db)
  expect(await keys()).toContainEqual(['老战士', '老战土'])
  expect(await keys()).toContainEqual(['不相干', '不相干'])
})
