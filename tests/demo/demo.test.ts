import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerProblems } from '../../src/forum/counters/check-ledger.js'
import { checkCounters } from '../../src/forum/counters/recount.js'
import { integrityProblems } from '../../src/db/integrity.js'
import { seedDemo } from '../../src/samples/demo/seed-demo.js'
import { Calendar } from '../../src/calendar.js'
import { TestForum } from '../support/forum.js'

let forum: TestForum

beforeAll(async () => {
  forum = await TestForum.open()
  const passwordHash = await forum.forum.passwords.hash('louzhu-demo')
  await seedDemo(forum.db, { now: forum.now, accounts: { passwordHash } })
})

afterAll(() => forum.close())

describe('The sample community', () => {
  it('is worth clicking through', async () => {
    const count = async (table: 'threads' | 'posts' | 'moodVotes') =>
      Number(
        (
          await forum.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    expect(await count('threads')).toBeGreaterThanOrEqual(300)
    expect(await count('posts')).toBeGreaterThanOrEqual(3000)
    expect(await count('moodVotes')).toBeGreaterThan(300)
    const marked = await forum.db
      .selectFrom('threads')
      .select(['pin', 'digest', 'locked', 'highlightColor'])
      .execute()
    for (const mark of ['pin', 'digest', 'locked', 'highlightColor'] as const) {
      expect(marked.filter((thread) => thread[mark]).length, mark).toBeGreaterThan(5)
    }
  })

  it('has counters and a ledger that agree', async () => {
    const wrong = await checkCounters(forum.db, new Calendar('Asia/Shanghai', forum.now))
    expect(wrong.filter((report) => report.wrong > 0)).toEqual([])
    expect(await ledgerProblems(forum.db)).toBe(0)
    expect(await integrityProblems(forum.db)).toEqual([])
  })

  it('has no two threads of one subject in a board', async () => {
    const threads = await forum.db.selectFrom('threads').select(['boardId', 'subject']).execute()
    const keys = threads.map(({ boardId, subject }) => `${boardId} ${subject}`)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('has seen everybody at the time of their last post or later', async () => {
    const members = await forum.db
      .selectFrom('members')
      .innerJoin('posts', 'posts.authorId', 'members.id')
      .select(['members.username', 'members.lastVisitAt'])
      .select((eb) => eb.fn.max<number>('posts.createdAt').as('postedAt'))
      .groupBy(['members.username', 'members.lastVisitAt'])
      .execute()
    expect(members.length).toBeGreaterThan(20)
    expect(members.filter((member) => member.lastVisitAt! < member.postedAt)).toEqual([])
  })

  it.each(['admin', 'banzhu', 'huiyuan'])('lets %s sign in', async (name) => {
    const page = await (await forum.signIn(name)).get('/')
    expect(page.text('header')).toContain(name)
  })

  it('makes banzhu the moderator of the first board', async () => {
    const first = (await forum.visitor().get('/')).$('tr.board').first()
    expect(first.text()).toContain('茶余饭后')
    expect(first.text()).toContain('banzhu')
  })
})

describe('The thread of the saved page', () => {
  it('has every fact of its first floor', async () => {
    const page = await forum.visitor().get('/threads/1')
    expect(page.text('h1')).toBe('主题：山东烟台:工会“创新元素”助力高质量发展')
    expect(page.text('.moderation-notice')).toContain('管理提醒：本帖被 qiufeng0299 执行加亮操作(2020-10-24)')
    const first = page.$('article.post[data-floor="0"]')
    const lines = first
      .find('dl.member-panel div')
      .toArray()
      .map((line) => page.$(line).text().replace(/\s+/g, ' ').trim())
    expect(lines).toEqual([
      '级别论坛版主',
      'UID40996',
      '精华2',
      '发帖129085',
      '财富331045 鼎币',
      '威望4 点',
      '贡献值35 点',
      '会员币0 个',
      '好评度6 点',
      '在线时间8161(时)',
      '注册时间2018-06-08',
      '最后登录2024-03-28',
    ])
    expect(first.find('.name').text()).toContain('zj66')
    expect(first.find('.name').text()).toContain('离线')
    expect(first.find('header').text()).toContain('2020-10-17')
    expect(first.find('.floor-name').text()).toBe('楼主')
    expect(page.text('.moods h2')).toContain('评价一下你浏览此帖子的感受')
    for (const mood of ['精彩', '感动', '搞笑', '开心', '愤怒', '无聊', '灌水'])
      expect(page.text('.moods')).toContain(mood)
  })

  it('has every item of its quick reply for a member', async () => {
    const page = await (await forum.signIn('huiyuan')).get('/threads/1')
    const form = page.text('.quick-reply')
    for (const item of [
      '快速回复',
      '描述',
      '验证问题',
      '103 + 103 = ?',
      '正确答案：206',
      '谢谢,别忘了来看看都是谁回帖哦?',
      '按"Ctrl+Enter"直接提交',
    ]) {
      expect(form).toContain(item)
    }
    expect(page.text('.neighbours')).toMatch(/上一个.*下一个/)
  })
})
