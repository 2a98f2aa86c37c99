import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/database.js'
import { lockMembers, takeTurns, tryTurn } from '../../src/db/locking.js'
import { inTransaction } from '../../src/db/transaction.js'
import { engine } from '../support/database.js'
import { openTwoServers, type TwoServers } from '../support/two-servers.js'

/** A promise that somebody else keeps. */
function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => (give = resolve))
  return { given, give }
}

describe.runIf(engine === 'postgres')('Transactions of two servers on PostgreSQL', () => {
  let servers: TwoServers
  let here: Db
  let there: Db
  let one: number
  let two: number

  beforeEach(async () => {
    servers = await openTwoServers()
    here = servers.here.db
    there = servers.there.db
    one = servers.world.member.laowang
    two = servers.world.member.xiaoming
  })
  afterEach(async () => servers.close())

  const bump = async (db: Db, id: number) =>
    db
      .updateTable('members')
      .set((eb) => ({ digestCount: eb('digestCount', '+', 1) }))
      .where('id', '=', id)
      .execute()
  const digests = async (id: number) =>
    (await here.selectFrom('members').select('digestCount').where('id', '=', id).executeTakeFirstOrThrow())
      .digestCount

  /** Two transactions that take two rows in opposite order; PostgreSQL ends one of them. Returns how often each has begun. */
  async function deadlock(times: number): Promise<number[]> {
    const begun = [0, 0]
    const hasFirst = [signal(), signal()]
    const run = async (db: Db, index: 0 | 1, first: number, second: number) =>
      inTransaction(db, async (db) => {
        begun[index]!++
        await bump(db, first)
        hasFirst[index]!.give()
        if (begun[index]! <= times) await hasFirst[1 - index]!.given
        await bump(db, second)
      })
    await Promise.all([run(here, 0, one, two), run(there, 1, two, one)])
    return begun
  }

  it('that end in a deadlock: one of them is run once more, and both have done their work', async () => {
    const begun = await deadlock(1)
    expect(begun.toSorted()).toEqual([1, 2])
    expect([await digests(one), await digests(two)]).toEqual([2, 2])
  })

  it('fail as "the database could not" when they lose twice', async () => {
    let begun = 0
    const failing = inTransaction(here, async () => {
      begun++
      throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
    })
    await expect(failing).rejects.toThrow('deadlock detected')
    expect(begun).toBe(2)
  })

  it('that take turns run one after the other', async () => {
    const order: string[] = []
    const begun = signal()
    const first = inTransaction(here, async (db) => {
      await takeTurns(db, 'name')
      order.push('first begins')
      begun.give()
      // The second is waiting for its turn as soon as the server says so.
      await expect.poll(async () => waiting(db)).toBe(1)
      order.push('first ends')
    })
    await begun.given
    const second = inTransaction(there, async (db) => {
      await takeTurns(db, 'name')
      order.push('second begins')
    })
    await Promise.all([first, second])
    expect(order).toEqual(['first begins', 'first ends', 'second begins'])
  })

  it('that only try for their turn do not wait', async () => {
    await inTransaction(here, async (db) => {
      expect(await tryTurn(db, 'name')).toBe(true)
      await inTransaction(there, async (other) => {
        expect(await tryTurn(other, 'name')).toBe(false)
        expect(await tryTurn(other, 'another name')).toBe(true)
      })
    })
    await inTransaction(there, async (db) => expect(await tryTurn(db, 'name')).toBe(true))
  })

  it('that lock the same members take them in the same order', async () => {
    const work = async (db: Db, ids: number[]) =>
      inTransaction(db, async (db) => {
        await lockMembers(db, ids)
        for (const id of ids) await bump(db, id)
      })
    const all: Promise<void>[] = []
    for (let count = 0; count < 20; count++) all.push(work(here, [one, two]), work(there, [two, one]))
    await Promise.all(all)
    expect([await digests(one), await digests(two)]).toEqual([40, 40])
  })

  async function waiting(db: Db): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_locks where locktype = 'advisory' and not granted`.execute(db)
    return rows[0]!.count
  }
})
