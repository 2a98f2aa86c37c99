import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from '../support/browser.js'
import { TestForum } from '../support/forum.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let thread: string
let board: string
beforeEach(async () => {
  world = await buildWorld()
  thread = `/threads/${world.thread.breakfast}`
  board = `/boards/${world.board.chat}`
})
afterEach(async () => world.forum.close())

/** The links of an error page, the best first. */
function steps(page: Page): string[] {
  return page
    .texts('.error-links a')
    .map((title, i) => `${title} ${page.$('.error-links a').eq(i).attr('href')}`)
}

async function lock() {
  await world.forum.db
    .updateTable('threads')
    .set({ locked: 1 })
    .where('id', '=', world.thread.breakfast)
    .execute()
  await world.forum.noticeChanges()
}

describe('An address that is not there', () => {
  it('leads a guest to sign in and come back, to the latest threads and to the index', async () => {
    const page = await world.forum.visitor().get('/boards/999?page=2')
    expect([page.status, page.text('h1')]).toEqual([404, '找不到页面'])
    expect(page.text('title')).toBe('找不到页面 - 楼主论坛')
    expect(steps(page)).toEqual(['登录 /login?next=%2Fboards%2F999%3Fpage%3D2', '最新帖子 /latest', '首页 /'])
    expect(page.text('main')).toContain('登录后才能看')
  })

  it('asks no member to sign in', async () => {
    const laowang = await world.forum.signIn('laowang')
    const page = await laowang.get('/boards/999')
    expect(steps(page)).toEqual(['最新帖子 /latest', '首页 /'])
    expect(page.text('main')).not.toContain('登录后才能看')
  })

  it('tells a guest the same of a board for members, a hidden one and one that was never there', async () => {
    const { tea, council } = world.board
    const texts = [tea, council, 999].map(async (id) => {
      const page = await world.forum.visitor().get(`/boards/${id}`)
      return page.html.replaceAll(/\d+ 条查询，[\d.]+ 毫秒/g, '').replaceAll(`%2Fboards%2F${id}`, 'HERE')
    })
    const [forMembers, hidden, missing] = await Promise.all(texts)
    expect(hidden).toBe(forMembers)
    expect(missing).toBe(forMembers)
  })

  it('brings a guest who signs in to the board that is for members', async () => {
    const address = `/boards/${world.board.tea}`
    const guest = world.forum.visitor()
    const login = (await guest.get(address)).attr('.error-links a[href^="/login"]', 'href')!
    await guest.get(login)
    await guest.submit('form[action="/login"]', { username: 'laowang', password: 'louzhu-demo' })
    expect(guest.page.location).toBe(address)
    expect((await guest.follow()).status).toBe(200)
  })

  it('does not take an address for HTML', async () => {
    const page = await world.forum.visitor().get('/%3Cscript%3E"\'/><img>')
    expect(page.status).toBe(404)
    expect(page.count('main img, main script')).toBe(0)
  })

  it('answers HEAD too', async () => {
    const head = await world.forum.visitor().request('HEAD', '/boards/999')
    expect([head.status, head.html]).toEqual([404, ''])
  })
})

describe('The way back', () => {
  const from = async (referer: string) => {
    const laowang = await world.forum.signIn('laowang')
    return steps(await laowang.get('/boards/999', { referer }))[0]
  }

  it('leads to the page of this site that led here', async () => {
    const { origin } = world.forum
    expect(await from(`${origin}${thread}?page=1`)).toBe(`返回 ${thread}?page=1`)
    expect(await from(`${origin}${board}#threads`)).toBe(`返回 ${board}`)
  })

  it.each([
    'https://evil.example/threads/1',
    'http://evil.example@OURS/../../evil',
    'javascript:alert(1)//OURS/threads/1',
    'ORIGIN//evil.example/threads/1',
    'ORIGIN/\\evil.example',
    'ORIGIN/nowhere',
    'ORIGIN/setup?token=x',
    'ORIGIN/boards/999',
    // Only a form can be sent there.
    'ORIGIN/threads/1/posts',
    'ORIGIN.evil.example/threads/1',
    'nonsense',
    '',
  ])('does not lead to %j', async (referer) => {
    const { origin } = world.forum
    const here = referer.replace('ORIGIN', origin).replace('OURS', origin.replace('http://', ''))
    expect(await from(here)).toBe('最新帖子 /latest')
  })
})

describe('What may not be done', () => {
  it('leads back to the thread, and says whose board it is', async () => {
    const yishi = await world.forum.signIn('yishi')
    const page = await yishi.get(`${thread}/moderation/highlight`)
    expect([page.status, page.text('title')]).toEqual([403, '没有权限 - 楼主论坛'])
    expect(page.text('[role=alert]')).toBe('这个版块由 banzhu 管理，您没有权限做这件事。')
    expect(steps(page)).toEqual([`返回主题 ${thread}`, '最新帖子 /latest', '首页 /'])
    const _csrf = (await yishi.get(thread)).attr('#reply input[name=_csrf]', 'value')
    const sent = await yishi.post(`${thread}/moderation/highlight`, { _csrf, color: 'red' })
    expect(steps(sent)[0]).toBe(`返回主题 ${thread}`)
  })

  it('says of a board below whose board the one above is, and of a board of nobody that it has none', async () => {
    const yishi = await world.forum.signIn('yishi')
    const refused = async (boardId: number) => {
      const id = await world.start('laowang', boardId, '又一个主题')
      return (await yishi.get(`/threads/${id}/moderation/highlight`)).text('[role=alert]')
    }
    expect(await refused(world.board.sub)).toContain('由 banzhu 管理')
    expect(await refused(world.board.union)).toContain('还没有版主')
  })

  it('leads back to the page of the thread that was being read', async () => {
    await lock()
    const laowang = await world.forum.signIn('laowang')
    const referer = `${world.forum.origin}${thread}?order=desc`
    const page = await laowang.get(`${thread}/reply`, { referer })
    expect(steps(page)[0]).toBe(`返回主题 ${thread}?order=desc`)
  })

  it('leads back to a floor that somebody else wrote', async () => {
    const id = await world.reply('laowang', world.thread.breakfast, '我的话')
    const xiaoming = await world.forum.signIn('xiaoming')
    expect(steps(await xiaoming.get(`/posts/${id}/edit`))[0]).toBe(`返回本楼 /posts/${id}`)
  })

  it('leads back to the thread from an address that only takes a form', async () => {
    const page = await world.forum.visitor().get(`${thread}/posts`)
    expect([page.status, steps(page)[0]]).toEqual([405, `返回主题 ${thread}`])
  })
})

describe('That text is still there', () => {
  const said = '您写的内容还在'

  it('is said of a locked thread only when something was written', async () => {
    const laowang = await world.forum.signIn('laowang')
    await laowang.get(`${thread}/reply`)
    await lock()
    const sent = await laowang.submit('form.form', { body: '写了半天的话' })
    expect([sent.status, sent.text('[role=alert]')]).toEqual([409, `本主题已被锁定，不能再回复。${said}。`])
    const page = await laowang.get(`${thread}/reply`)
    expect([page.status, page.text('[role=alert]')]).toEqual([409, '本主题已被锁定，不能再回复。'])
    expect(page.text('main')).not.toContain(said)
  })

  it('is said of an expired form only when something was written', async () => {
    const laowang = await world.forum.signIn('laowang')
    const reply = await laowang.post(`${thread}/posts`, { _csrf: 'old', body: '写了半天的话' })
    expect([reply.status, reply.text('[role=alert]').includes(said)]).toEqual([403, true])
    const mood = await laowang.post(`${thread}/mood`, { _csrf: 'old', mood: '1' })
    expect([mood.status, mood.text('main').includes(said)]).toEqual([403, false])
  })

  it('is said in one sentence to who is signed out', async () => {
    const guest = world.forum.visitor()
    const page = await guest.post(`${thread}/posts`, { body: '写了半天的话' })
    expect([page.status, page.texts('main .yellow')]).toEqual([
      401,
      ['您写的内容已保留，登录后会回到原来的表单。'],
    ])
    const mood = await guest.post(`${thread}/mood`, {})
    expect([mood.status, mood.texts('main .yellow')]).toEqual([401, ['请先登录。']])
  })

  it('is not said of an author’s deed in a locked thread, which is no reply', async () => {
    const id = await world.reply('laowang', world.thread.breakfast, '我的话')
    await lock()
    const laowang = await world.forum.signIn('laowang')
    for (const deed of ['edit', 'remove']) {
      const page = await laowang.get(`/posts/${id}/${deed}`)
      expect(page.text('[role=alert]')).toBe('本主题已被锁定，不能再编辑和删除。')
    }
  })
})

it('A page that failed may be asked for again', async () => {
  await world.forum.db.schema.dropTable('dailyPosts').execute()
  await world.forum.noticeChanges()
  const page = await world.forum.visitor().get('/')
  expect([page.status, steps(page)[0]]).toEqual([500, '再试一次 /'])
  expect(page.text('title')).toBe('服务器出错了 - 楼主论坛')
})

it('Before a forum is set up every error leads to the index alone', async () => {
  const forum = await TestForum.open({ setupToken: 'printed-once' })
  try {
    expect(steps(await forum.visitor().get('/boards/1'))).toEqual(['首页 /'])
    expect(steps(await forum.visitor().get('/setup?token=old'))).toEqual(['首页 /'])
  } finally {
    await forum.close()
  }
})
