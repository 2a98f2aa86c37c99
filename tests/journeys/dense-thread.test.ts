import { afterAll, beforeAll, expect, it } from 'vitest'
import { inChromium, type Reader } from '../support/chromium.js'
import { buildWorld, type World } from '../support/world.js'

let world: World
let long: number
let awkward: number
beforeAll(async () => {
  world = await buildWorld()
  const { start, reply, board, forum } = world
  long = await start('laowang', board.chat, '一句话一楼', '头一楼')
  for (let floor = 1; floor < 14; floor++) await reply('xiaoming', long, `第${floor}楼只有一句话`)
  await forum.db
    .updateTable('members')
    .set({ honor: '街坊', signature: '一句签名', signatureHtml: '一句签名' })
    .where('id', '=', world.member.xiaoming)
    .execute()
  awkward = await start(
    'haibian',
    board.chat,
    `${Array(40).fill('👩').join('\u200D')}\u202E反过来`,
    `${'长'.repeat(400)}\n${'w'.repeat(400)}`,
  )
  await reply('haibian', awkward, `${Array(40).fill('👩').join('\u200D')} e${'\u0301'.repeat(300)}`)
  await forum.noticeChanges()
})
afterAll(async () => world.forum.close())

const readers: Reader[] = [{}, { as: 'haibian' }]

inChromium('A thread', (open) => {
  it.each(readers)(
    'shows a reply of one line in 160 pixels at most, the starter as a whole: %j',
    async (reader) => {
      const page = await open(world.forum, { ...reader, at: `/threads/${long}` })
      const heights = await page
        .locator('.post:not(.first)')
        .evaluateAll((floors) => floors.map((floor) => floor.getBoundingClientRect().height))
      expect(heights).toHaveLength(9)
      expect(Math.max(...heights)).toBeLessThanOrEqual(160)
      const lines = await page.locator('.post.first .member-panel dt').allInnerTexts()
      expect(lines).toEqual([
        '级别',
        'UID',
        '精华',
        '发帖',
        '财富',
        '威望',
        '贡献值',
        '会员币',
        '好评度',
        '在线时间',
        '注册时间',
        '最后登录',
      ])
    },
  )

  it('draws no chart of moods before the first vote', async () => {
    for (const reader of readers) {
      const page = await open(world.forum, { ...reader, at: `/threads/${long}` })
      expect((await page.locator('#moods').boundingBox())!.height).toBeLessThan(60)
      expect(await page.locator('.mood-column').first().isVisible()).toBe(false)
    }
  })

  it('is 46 characters wide at most', async () => {
    const page = await open(world.forum, { at: `/threads/${awkward}` })
    const box = (await page.locator('.first .bbcode').boundingBox())!
    expect(box.width).toBeGreaterThan(600)
    expect(box.width).toBeLessThanOrEqual(46 * 16)
  })

  it.each(readers)('begins within 400 pixels on a phone, on every page: %j', async (reader) => {
    for (const query of ['', '?page=2']) {
      const page = await open(world.forum, { ...reader, size: 'phone', at: `/threads/${long}${query}` })
      expect((await page.locator('.post .bbcode').first().boundingBox())!.y).toBeLessThanOrEqual(400)
    }
  })

  it('has page, reply and top at hand at the bottom of a phone', async () => {
    const page = await open(world.forum, { as: 'haibian', size: 'phone', at: `/threads/${long}` })
    const bar = page.locator('.phone-bar')
    const box = (await bar.boundingBox())!
    expect(box.y + box.height).toBeCloseTo(740, 0)
    await bar.getByRole('link', { name: '下一页' }).click()
    await page.waitForURL(/page=2/)
    await bar.getByRole('link', { name: '回复' }).click()
    await page.locator('#reply textarea').waitFor()
    expect(await page.locator('#reply').evaluate((form) => form.getBoundingClientRect().top)).toBeLessThan(
      740,
    )
    const desk = await open(world.forum, { as: 'haibian', at: `/threads/${long}` })
    expect(await desk.locator('.phone-bar').isVisible()).toBe(false)
  })

  it.each([320, 360, 768, 1280])(
    'scrolls at %i pixels in one direction only, whatever its subject is made of',
    async (width) => {
      const page = await open(world.forum, { as: 'laowang' })
      await page.setViewportSize({ width, height: 800 })
      for (const id of [long, awkward]) {
        await page.goto(`${world.forum.origin}/threads/${id}`)
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      }
    },
  )
})
