import { registerMember } from '../../src/accounts/register-member.js'
import { addBoard, addModerator } from '../../src/boards/change-boards.js'
import { findMember } from '../../src/members/member-queries.js'
import { postReply } from '../../src/posts/post-reply.js'
import { written } from '../../src/posts/written.js'
import { loadSite } from '../../src/site/load-site.js'
import { settingSchemas } from '../../src/site/settings.js'
import { startThread } from '../../src/threads/start-thread.js'
import { readableThread } from '../../src/threads/thread-queries.js'
import { Calendar } from '../../src/web/time.js'
import type { Page } from './browser.js'
import { START, TestForum } from './forum.js'

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

let passwordHash: Promise<string> | undefined

/** Builds the world. Its threads were started an hour before the clock's start. */
export async function buildWorld(options: Parameters<typeof TestForum.open>[0] = {}): Promise<World> {
  const forum = await TestForum.open(options)
  const { db } = forum
  // The same for all worlds of a test file: the pepper is the same, and hashing is slow on purpose.
  passwordHash ??= forum.forum.passwords.hash('louzhu-demo')
  const hash = await passwordHash

  forum.now = START - 2 * HOUR
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

  const start: World['start'] = async (name, boardId, subject, body = `${subject}的正文`) => {
    const site = await loadSite(db)
    const author = (await findMember(db, site, member[name]))!
    const day = new Calendar(site.settings.timeZone, forum.now).today
    return startThread(db, unhurried(site), {
      boardId,
      author,
      subject,
      text: written(body),
      formId: '',
      day,
      now: forum.now,
    })
  }
  const reply: World['reply'] = async (name, threadId, body) => {
    const site = await loadSite(db)
    const author = (await findMember(db, site, member[name]))!
    const day = new Calendar(site.settings.timeZone, forum.now).today
    const insider = (await findMember(db, site, member.zhanzhang))!
    const thread = (await readableThread(db, site, insider, threadId))!
    return postReply(db, unhurried(site), {
      thread,
      author,
      subject: '',
      text: written(body),
      formId: '',
      mayReplyLocked: true,
      day,
      now: forum.now,
    })
  }

  const breakfast = await start('laowang', chat, '老城墙根的早点铺还开着吗')
  await reply('xiaoming', breakfast, '沙发是我的')
  await reply('haibian', breakfast, '板凳也不错')
  const locked = await start('haibian', union, '高温津贴的解答')
  await db.updateTable('threads').set({ locked: 1 }).where('id', '=', locked).execute()
  const teaThread = await start('xiaoming', tea, '茶馆里的悄悄话')
  const councilThread = await start('yishi', council, '议事厅里的机密')
  forum.now = START

  return {
    forum,
    member,
    board: { category, chat, sub, union, tea, council },
    thread: { breakfast, locked, tea: teaThread, council: councilThread },
    reply,
    start,
  }
}

// People in the past may post as fast as they like.
function unhurried(site: Awaited<ReturnType<typeof loadSite>>) {
  return { ...site, settings: { ...site.settings, floodSeconds: 0 } }
}

/** The right answer to the stock question that a form on this page asks. */
export function rightAnswer(page: Page): string {
  const entries = settingSchemas.questions.parse(undefined)
  const asked = entries.find((entry) => page.text('.question').includes(entry.split('|')[0]!))
  if (asked === undefined) throw new Error('no question on the page')
  return asked.split('|')[1]!
}
