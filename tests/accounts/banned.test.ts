import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
beforeEach(async () => {
  world = await buildWorld()
})
afterEach(async () => world.forum.close())

/** Signs in and gives the token of the member's forms. */
async function signInWithToken(name: 'jinyan' | 'xiaoming'): Promise<{ browser: Browser; csrf: string }> {
  const browser = await world.forum.signIn(name)
  const csrf = (await browser.get('/')).attr('[name=_csrf]', 'value')!
  return { browser, csrf }
}

describe('A banned member', () => {
  const deeds: [string, () => string, Record<string, string>][] = [
    ['reply', () => `/threads/${world.thread.breakfast}/posts`, { body: '我想说的话' }],
    ['start a thread', () => `/boards/${world.board.chat}/threads`, { subject: '题目', body: '我想说的话' }],
    ['vote a mood', () => `/threads/${world.thread.breakfast}/mood`, { mood: '1' }],
    ['change the profile', () => '/account', { honor: '常客', signature: '签名' }],
  ]

  it.each(deeds)('can not %s', async (_what, path, fields) => {
    const { browser, csrf } = await signInWithToken('jinyan')
    const refused = await browser.post(path(), { _csrf: csrf, ...fields })
    expect(refused.status).toBe(403)
    expect(refused.text('[role=alert]')).toContain('已被禁止发言')
    if (fields.body) expect(refused.$('textarea').val()).toBe(fields.body)
    const free = await signInWithToken('xiaoming')
    expect((await free.browser.post(path(), { _csrf: free.csrf, ...fields })).status).toBe(303)
  })

  it('who was banned while signed in loses the right at once', async () => {
    const { browser, csrf } = await signInWithToken('xiaoming')
    const path = `/threads/${world.thread.breakfast}/posts`
    expect((await browser.post(path, { _csrf: csrf, body: '先说一句' })).status).toBe(303)
    world.forum.wait(10_000)
    const members = world.forum.db.updateTable('members').set({ groupId: 'banned' })
    await members.where('id', '=', world.member.xiaoming).execute()
    expect((await browser.post(path, { _csrf: csrf, body: '再说一句' })).status).toBe(403)
  })

  it('is shown no form to write in', async () => {
    const thread = `/threads/${world.thread.breakfast}`
    const forms = `form[action="${thread}/posts"] textarea, form[action="${thread}/mood"] button`
    const browser = await world.forum.signIn('jinyan')
    const free = await world.forum.signIn('yishi')
    expect((await free.get(thread)).count(forms)).toBeGreaterThan(1)
    expect((await browser.get(thread)).count(forms)).toBe(0)
    expect((await browser.get(`${thread}/reply`)).status).toBe(403)
  })

  it('reads, sees notices and changes the password', async () => {
    const browser = await world.forum.signIn('jinyan')
    for (const path of ['/', `/threads/${world.thread.breakfast}`, '/notices', '/account/sessions']) {
      expect((await browser.get(path)).status).toBe(200)
    }
    await browser.get('/account/password')
    const password = '换一句更好记的话'
    const fields = { currentPassword: 'louzhu-demo', password, passwordAgain: password }
    expect((await browser.submit('form[action="/account/password"]', fields)).status).toBe(303)
  })

  it('shows neither honour line nor signature', async () => {
    const members = () => world.forum.db.updateTable('members').where('id', '=', world.member.xiaoming)
    await members().set({ honor: '常客', signature: '签名', signatureHtml: '签名' }).execute()
    const profile = () => world.forum.visitor().get(`/members/${world.member.xiaoming}`)
    expect((await profile()).count('.honor, .signature')).toBe(2)
    await members().set({ groupId: 'banned' }).execute()
    await world.forum.noticeChanges()
    expect((await profile()).count('.honor, .signature')).toBe(0)
  })
})
