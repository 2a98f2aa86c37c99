import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from '../support/browser.js'
import { buildWorld, type World } from '../support/world.js'

const answers: Record<string, string> = { '103 + 103 = ?': '206', '最高的山？': '珠峰' }

let world: World
let laowang: Browser
let path: string

beforeEach(async () => {
  world = await buildWorld()
  await world.forum.set('questionOnPost', '1')
  await world.forum.set(
    'questions',
    Object.entries(answers)
      .map((entry) => entry.join('|'))
      .join('\n'),
  )
  laowang = await world.forum.signIn('laowang')
  path = `/threads/${world.thread.breakfast}`
})
afterEach(async () => world.forum.close())

const rightAnswer = () => answers[laowang.page.text('.question b')]!

it('A question answered rightly lets the reply through', async () => {
  await laowang.get(path)
  expect(
    (await laowang.submit('#reply form', { body: '我会答题', answer: ` ${rightAnswer()} ` })).status,
  ).toBe(303)
})

it('A question answered wrongly, or not at all, gives the text back', async () => {
  for (const answer of ['错了', '', undefined]) {
    await laowang.get(path)
    const page = await laowang.submit('#reply form', { subject: '描述', body: '别丢了我', answer })
    expect(page.status).toBe(422)
    expect(page.text('#answer-error')).toContain('验证问题答错了')
    expect(page.text('textarea[name=body]')).toBe('别丢了我')
    expect(page.attr('input[name=subject]', 'value')).toBe('描述')
  }
  expect((await laowang.submit('form.form', { answer: rightAnswer() })).status).toBe(303)
})

it('New threads are asked too, and a made-up question is no way around', async () => {
  const form = `/boards/${world.board.chat}/threads/new`
  for (const questionId of ['99', '-1', 'abc', '', undefined]) {
    await laowang.get(form)
    const page = await laowang.submit('form.form', {
      subject: '主题',
      body: '正文',
      answer: '206',
      questionId,
    })
    expect(page.status).toBe(422)
  }
  await laowang.get(form)
  expect(
    (await laowang.submit('form.form', { subject: '主题', body: '正文', answer: rightAnswer() })).status,
  ).toBe(303)
})

it('A preview asks for no answer', async () => {
  await laowang.get(path)
  const page = await laowang.submit('#reply form', { body: '先看看', preview: '1' })
  expect(page.status).toBe(200)
  expect(page.text('.preview')).toContain('先看看')
})

it('The right answer stands beside the question only where the setting says so', async () => {
  expect((await laowang.get(path)).text('#reply .question')).not.toContain('正确答案')
  await world.forum.set('questionShowAnswer', '1')
  const page = await laowang.get(path)
  expect(page.text('#reply .question')).toContain(`正确答案：${rightAnswer()}`)
})

it('Who has posted often is not asked', async () => {
  expect((await laowang.get(path)).count('#reply .question')).toBe(1)
  const { db } = world.forum
  await db
    .updateTable('members')
    .set({ carriedPostCount: 49 })
    .where('id', '=', world.member.laowang)
    .execute()
  expect((await laowang.get(path)).count('#reply .question')).toBe(0)
  expect((await laowang.submit('#reply form', { body: '老会员' })).status).toBe(303)
})

it('A right answer is asked for once in a writing, however often the form comes back', async () => {
  await world.forum.set('questionOnPost', '1')
  await laowang.get(`/threads/${world.thread.breakfast}/reply`)
  const form = `form[action="/threads/${world.thread.breakfast}/posts"]`
  const answer = rightAnswer()
  const previewed = await laowang.submit(form, { body: '先看看', answer, preview: '1' })
  expect([previewed.status, previewed.$('[name=answer]').val()]).toEqual([200, answer])
  const refused = await laowang.submit(form, { body: '' })
  expect([refused.status, refused.$('[name=answer]').val()]).toEqual([422, answer])
  expect((await laowang.submit(form, { body: '现在好了' })).status).toBe(303)
})

it('A wrong answer and a wrong field are named at once, each once', async () => {
  await world.forum.set('questionOnPost', '1')
  await laowang.get(`/boards/${world.board.chat}/threads/new`)
  const page = await laowang.submit(`form[action="/boards/${world.board.chat}/threads"]`, {
    subject: '',
    body: '',
    answer: '不知道',
  })
  expect(page.status).toBe(422)
  expect(page.text('.errors-head')).toBe('有 3 处要改：')
  expect(page.texts('.errors li')).toEqual([
    expect.stringMatching(/^标题：/),
    expect.stringMatching(/^内容：/),
    expect.stringMatching(/验证问题/),
  ])
})
