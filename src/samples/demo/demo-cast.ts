import { registerMember } from '../../forum/accounts/register-member.js'
import type { Db } from '../../db/database.js'
import { continueIds } from '../../db/ids.js'
import { wholeBelow } from '../generate/random.js'
import { findByNames, findMember } from '../../forum/members/member-queries.js'
import type { Member } from '../../forum/members/member.js'
import { memberNameKey } from '../../forum/members/member-name.js'
import type { Site } from '../../forum/site/site.js'
import { renderSignature } from '../../text/bbcode-html.js'
import type { DemoSamples, ReferenceThread } from './demo-samples.js'

const DAY = 86_400_000
const HOUR = 3_600_000
/** No bcrypt hash: nobody can sign in with it. */
const NO_PASSWORD = 'none'

/** The members of the sample community, by id. */
export class DemoCast {
  readonly banzhu: number
  readonly huiyuan: number
  readonly qiufeng: number
  readonly zj66: number
  /** everybody who talks, the most talkative first; the first three are staff */
  readonly regulars: readonly number[]
  readonly #members = new Map<number, Member>()

  constructor(parts: { banzhu: number; huiyuan: number; qiufeng: number; zj66: number; regulars: number[] }) {
    this.banzhu = parts.banzhu
    this.huiyuan = parts.huiyuan
    this.qiufeng = parts.qiufeng
    this.zj66 = parts.zj66
    this.regulars = parts.regulars
  }

  /** Registers everybody. Names the forum has already, as its founder's, are left out. */
  static async assemble(
    db: Db,
    { people, referenceThread }: DemoSamples,
    {
      random,
      now,
      accounts,
    }: { random: () => number; now: number; accounts: { passwordHash: string } | null },
  ): Promise<DemoCast> {
    let registeredAt = Date.parse('2018-03-01T08:00:00+08:00')
    const add = async (
      username: string,
      groupId: string,
      passwordHash = accounts?.passwordHash ?? NO_PASSWORD,
    ) => {
      registeredAt += Math.floor(random() * 50 * DAY)
      const known = (await findByNames(db, [username]))[0]
      if (known) return known.id
      const email = `${encodeURIComponent(memberNameKey(username)).replaceAll('%', '').toLowerCase()}@example.com`
      return registerMember(db, {
        username,
        email,
        passwordHash,
        groupId,
        now: Math.min(registeredAt, now - DAY),
      })
    }
    if (accounts) await add('admin', 'founder')
    const banzhu = await add('banzhu', 'member')
    const huiyuan = await add('huiyuan', 'member')
    const qiufeng = await add(referenceThread.highlightedBy, 'member', NO_PASSWORD)
    const others: number[] = []
    for (const { name, honor, signature } of people) {
      const id = await add(name, 'member', NO_PASSWORD)
      others.push(id)
      const signatureHtml = signature === '' ? '' : renderSignature(signature)
      await db.updateTable('members').set({ honor, signature, signatureHtml }).where('id', '=', id).execute()
    }
    // Last, since later members are numbered on from 40996.
    const zj66 = await registerReferenceAuthor(db, referenceThread)
    return new DemoCast({
      banzhu,
      huiyuan,
      qiufeng,
      zj66,
      regulars: [banzhu, qiufeng, others[0]!, huiyuan, ...others.slice(1)],
    })
  }

  /** A member as the deeds want it. Their figures are not needed there, so the first reading serves. */
  async member(db: Db, site: Site, id: number): Promise<Member> {
    const known = this.#members.get(id)
    if (known) return known
    const member = (await findMember(db, site, id))!
    this.#members.set(id, member)
    return member
  }

  /** Gives everybody their time online and last visit, some of them now, and the reference author the figures of the saved page. */
  async settle(db: Db, { random, now }: { random: () => number; now: number }): Promise<void> {
    for (const [index, id] of this.regulars.entries()) {
      const isHere = index % 6 === 0
      const seenAt = isHere ? now - wholeBelow(random, HOUR) : now - wholeBelow(random, 20 * DAY) - 2 * HOUR
      const { lastPostAt } = await db
        .selectFrom('members')
        .select('lastPostAt')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      // Nobody has written anything since they were last here.
      const lastVisitAt = Math.max(seenAt, lastPostAt)
      await db
        .updateTable('members')
        .set((eb) => ({
          lastVisitAt,
          previousVisitAt: lastVisitAt - DAY,
          readAllAt: 0,
          onlineUntil: isHere ? now + HOUR : lastVisitAt,
          onlineMs: eb('postCount', '*', 40 * 60_000 + wholeBelow(random, HOUR)),
        }))
        .where('id', '=', id)
        .execute()
    }
    await readOldNotices(db, now - 5 * DAY)
  }
}

/** Everybody has looked at their notices now and then; only the latest are new. */
async function readOldNotices(db: Db, before: number): Promise<void> {
  await db.updateTable('notices').set({ isRead: 1 }).where('createdAt', '<', before).execute()
}

async function registerReferenceAuthor(
  db: Db,
  { author, memberId, registeredAt }: ReferenceThread,
): Promise<number> {
  const id = await registerMember(db, {
    username: author,
    email: 'zj66@example.com',
    passwordHash: NO_PASSWORD,
    groupId: 'member',
    now: registeredAt,
  })
  await db.updateTable('members').set({ id: memberId }).where('id', '=', id).execute()
  await continueIds(db)
  return memberId
}
