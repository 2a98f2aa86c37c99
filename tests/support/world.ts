import { PasswordHasher } from '../../src/forum/accounts/password-hash.js'
import { registerMember } from '../../src/forum/accounts/register-member.js'
import { addBoard, addModerator } from '../../src/forum/boards/change-boards.js'
import type { Db } from '../../src/db/database.js'
import { findMember } from '../../src/forum/members/member-queries.js'
import { postReply } from '../../src/forum/posts/post-reply.js'
import { written } from '../../src/forum/posts/written.js'
import { loadSite } from '../../src/forum/site/load-site.js'
import { settingEntries } from '../../src/forum/site/settings.js'
import { startThread } from '../../src/forum/posts/start-thread.js'
import { readableThread } from '../../src/forum/threads/thread-queries.js'
import { Calendar } from '../../src/calendar.js'
import type { Page } from './browser.js'
import { filledDatabase, type TestDatabase } from './database.js'
import { START, testConfig, TestForum, testSecrets, type ForumOptions } from './forum.js'

const HOUR = 3_600_000

/** The people of the world and their groups; everybody's password is louzhu-demo. */
const people = {
  zhanzhang: 'founder',
  guanliyuan: 'administrator',
  zongban: 'super-moderator',
  // moderates 茶余饭后
  banzhu: 'member',
  // moderates 版主议事厅
  yishi: 'member',
  laowang: 'member',
  xiaoming: 'member',
  haibian: 'member',
  jinyan: 'banned',
} as const

export type Name = keyof typeof people

/** The world every request test lives in: some people, five boards, four threads. Ids by name. */
export interface World {
  forum: TestForum
  member: Record<Name, number>
  board: Record<'category' | 'chat' | 'sub' | 'union' | 'tea' | 'council', number>
  thread: Record<'breakfast' | 'locked' | 'tea' | 'council', number>
  /** Posts as somebody, now; returns the post's id. */
  reply: (name: Name, threadId: number, body: string) => Promise<number>
  /** Starts a thread as somebody, now; returns its id. */
  start: (name: Name, boardId: number, subject: string, body?: string) => Promise<number>
}

type Ids = Pick<World, 'member' | 'board' | 'thread'>

const ids = {} as Ids
const hasher = new PasswordHasher({ pepper: testSecrets.password, cost: testConfig.passwordCost })
// The same for all worlds of a test file: hashing is slow on purpose.
let passwordHash: Promise<string> | undefined

/** A database with the world in it, for several forums. Whoever asked for it drops it. */
export async function worldDatabase(): Promise<TestDatabase> {
  return filledDatabase(fill)
}

/** Builds the world, or opens that of a `worldDatabase`. Its threads were started two hours before the clock's start. */
export async function buildWorld(options: ForumOptions = {}): Promise<World> {
  const own = options.database ? {} : { own: filledDatabase(fill, { inMemory: true }) }
  const forum = await TestForum.open({ ...own, ...options })
  const nameOf = new Map(Object.entries(ids.member).map(([name, id]) => [name as Name, id]))
  return {
    forum,
    ...structuredClone(ids),
    start: async (name, boardId, subject, body) =>
      startAs(forum.db, nameOf.get(name)!, { boardId, subject, body, now: forum.now }),
    reply: async (name, threadId, body) =>
      replyAs(forum.db, nameOf.get(name)!, { threadId, insider: ids.member.zhanzhang, body, now: forum.now }),
  }
}

async function fill(db: Db): Promise<void> {
  Object.assign(ids, await fillWorld(db))
}

async function fillWorld(db: Db): Promise<Ids> {
  passwordHash ??= hasher.hash('louzhu-demo')
  const hash = await passwordHash
  const member = {} as World['member']
  for (const [name, groupId] of Object.entries(people)) {
    member[name as Name] = await registerMember(db, {
      username: name,
      email: `${name}@example.com`,
      passwordHash: hash,
      groupId,
      now: START - 100 * HOUR,
    })
  }

  const open = {
    parentId: null,
    description: '',
    access: 'open' as const,
    allowedGroups: [],
    moderatorIds: [],
  }
  const category = await addBoard(db, { ...open, name: '街坊天地' })
  const chat = await addBoard(db, {
    ...open,
    parentId: category,
    name: '茶余饭后',
    description: '什么都能聊',
  })
  const sub = await addBoard(db, { ...open, parentId: chat, name: '开心一刻' })
  const union = await addBoard(db, { ...open, parentId: category, name: '工会之家' })
  const tea = await addBoard(db, { ...open, parentId: category, name: '会员茶馆', access: 'members' })
  const council = await addBoard(db, {
    ...open,
    parentId: category,
    name: '版主议事厅',
    access: 'hidden',
    allowedGroups: ['super-moderator', 'moderator'],
  })
  await addModerator(db, chat, member.banzhu)
  await addModerator(db, council, member.yishi)

  const now = START - 2 * HOUR
  const start = async (name: Name, boardId: number, subject: string) =>
    startAs(db, member[name], { boardId, subject, now })
  const reply = async (name: Name, threadId: number, body: string) =>
    replyAs(db, member[name], { threadId, insider: member.zhanzhang, body, now })
  const breakfast = await start('laowang', chat, '老城墙根的早点铺还开着吗')
  await reply('xiaoming', breakfast, '沙发是我的')
  await reply('haibian', breakfast, '板凳也不错')
  const locked = await start('haibian', union, '高温津贴的解答')
  await db.updateTable('threads').set({ locked: 1 }).where('id', '=', locked).execute()
  const teaThread = await start('xiaoming', tea, '茶馆里的悄悄话')
  const councilThread = await start('yishi', council, '议事厅里的机密')
  return {
    member,
    board: { category, chat, sub, union, tea, council },
    thread: { breakfast, locked, tea: teaThread, council: councilThread },
  }
}

async function startAs(
  db: Db,
  memberId: number,
  {
    boardId,
    subject,
    body = `${subject}的正文`,
    now,
  }: { boardId: number; subject: string; body?: string | undefined; now: number },
): Promise<number> {
  const site = await loadSite(db)
  const author = (await findMember(db, site, memberId))!
  const day = new Calendar(site.settings.timeZone, now).today
  const text = written(body)
  return startThread(db, unhurried(site), { boardId, author, subject, text, day, now })
}

/** Replies as a member; `insider` may read every board, so that the thread is found. */
async function replyAs(
  db: Db,
  memberId: number,
  { threadId, insider, body, now }: { threadId: number; insider: number; body: string; now: number },
): Promise<number> {
  const site = await loadSite(db)
  const author = (await findMember(db, site, memberId))!
  const day = new Calendar(site.settings.timeZone, now).today
  const thread = (await readableThread(db, site, (await findMember(db, site, insider))!, threadId))!
  return postReply(db, unhurried(site), {
    thread,
    author,
    subject: '',
    text: written(body),
    mayReplyLocked: true,
    day,
    now,
  })
}

// People in the past may post as fast as they like.
function unhurried(site: Awaited<ReturnType<typeof loadSite>>) {
  return { ...site, settings: { ...site.settings, floodSeconds: 0 } }
}

/** The right answer to the stock question that a form on this page asks. */
export function rightAnswer(page: Page): string {
  const entries = settingEntries.questions.default
  const asked = entries.find((entry) => page.text('.question').includes(entry.split('|')[0]!))
  if (asked === undefined) throw new Error('no question on the page')
  return asked.split('|')[1]!
}
