import { beforeEach, describe, expect, it } from 'vitest'
import { louzhu, type Finished } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'

let data: string
beforeEach(() => {
  data = dataFolder()
})

describe('louzhu setting', () => {
  it('lists what there is to set by group, in Chinese, with the default where it was changed', async () => {
    await setting('set', 'postsPerPage', '３０')
    await setting('set', 'readOnly', '1')
    const { out } = await setting('list')
    expect(out).toMatch(/^看帖\n(?: {2}.*\n)* {2}postsPerPage +每页楼数：30 楼（默认：10 楼）\n/m)
    expect(out).toMatch(/^ {2}threadsPerPage +每页主题数：20 个主题\n/m)
    expect(out).toMatch(/^ {2}readOnly +只读：1（开）（默认：0（关））\n/m)
    expect(out).toMatch(/^ {2}siteTagline +口号：（空）\n/m)
    expect(out).toMatch(/^ {2}floorNames +楼层别名：0:楼主\\n1:沙发/m)
    const names = (await setting('get')).out
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]!)
    expect(names.length).toBeGreaterThan(30)
    expect(namesIn({ out }).sort()).toEqual(names.sort())
  })

  it('lists the same for a program', async () => {
    await setting('set', 'postsPerPage', '30')
    const listed = JSON.parse((await setting('list', '--json')).out) as { name: string }[]
    expect(listed.find(({ name }) => name === 'postsPerPage')).toEqual({
      name: 'postsPerPage',
      group: '看帖',
      title: '每页楼数',
      help: '主题的一页显示多少楼。',
      unit: '楼',
      value: '30',
      default: '10',
    })
  })

  it('finds settings by what a webmaster may call them', async () => {
    expect(namesIn(await setting('list', '验证码'))).toContain('questionOnPost')
    expect(namesIn(await setting('list', '验证码'))).not.toContain('siteName')
    expect(namesIn(await setting('list', 'ｉｐ'))).toContain('registrationsPerAddress')
    expect(namesIn(await setting('list', 'sitename'))).toEqual(['siteName'])
    const none = await setting('list', '摩天轮')
    expect([none.code, none.err]).toEqual([
      1,
      'louzhu: 没有与“摩天轮”有关的设置，louzhu setting list 会列出全部。\n',
    ])
  })

  it('tells of a setting what it does, its unit, default and bounds', async () => {
    for (const command of ['get', 'set', 'reset']) {
      const { code, out } = await setting(command, 'silentEditMinutes', '--help')
      expect(code).toBe(0)
      expect(out).toContain('修改不留痕的时间（silentEditMinutes）\n发帖后这段时间里')
      expect(out).toContain('单位：分钟\n默认：5 分钟\n可填：0 到 1440 之间的整数')
    }
    expect((await setting('get', 'questions', '--help')).out).toContain('可填：每行写成“问题|答案”')
    const mistyped = await setting('get', 'silentEditMinute', '--help')
    expect([mistyped.code, mistyped.err]).toEqual([
      1,
      'louzhu: 没有名为 silentEditMinute 的设置，您要找的是不是 silentEditMinutes（修改不留痕的时间）？\n',
    ])
  })

  it('prints the value alone, or a line NAME=value for each', async () => {
    await setting('set', 'floodSeconds', '-1')
    expect((await setting('get', 'floodSeconds')).out).toBe('-1\n')
    await setting('set', 'questions', '２＋２＝？｜4\\n\\n3 + 3 = ?|6')
    expect((await setting('get', 'questions')).out).toBe('２＋２＝？|4\n3 + 3 = ?|6\n')
    const { out } = await setting('get')
    expect(out).toContain('\nquestions=２＋２＝？|4\\n3 + 3 = ?|6\n')
    expect(out).toContain('\nregistrationOpen=1\n')
  })

  it('says of a value that does not fit what would', async () => {
    const refused: [string, string, string][] = [
      [
        'postsPerPage',
        '0',
        '每页楼数（postsPerPage）不能是“0”，请填：1 到 100 之间的整数，单位是“楼”，如 10。',
      ],
      [
        'postsPerPage',
        '1e1',
        '每页楼数（postsPerPage）不能是“1e1”，请填：1 到 100 之间的整数，单位是“楼”，如 10。',
      ],
      ['questionExemptPosts', '', '请填：0 到 1000000 之间的整数，单位是“帖”，如 50。'],
      ['readOnly', '是', '请填：1（开）或 0（关）。'],
      ['siteName', ' ', '请填：一行字，不能为空，最多 40 个字。'],
      ['timeZone', 'Mars/Olympus', '请填：时区的名字，如 Asia/Shanghai。'],
      ['announcementLink', 'https://evil.example', '请填：本站的一个地址，以 / 开头，如 /threads/1'],
      ['questions', '2+2=?|4\\n3+3', '请填：每行写成“问题|答案”，如 一年有几个季节？|4。'],
      [
        'announcement',
        '长'.repeat(201),
        `不能是“${'长'.repeat(30)}…”，请填：一行字，可以留空，最多 200 个字。`,
      ],
    ]
    for (const [name, value, says] of refused) {
      const { code, out, err } = await setting('set', name, value)
      expect([code, out, err.trim().split('\n').length]).toEqual([1, '', 1])
      expect(err).toContain(says)
    }
    expect((await setting('get')).out).toBe((await louzhu(dataFolder(), ['setting', 'get'])).out)
  })

  it('suggests the nearest setting for a name that there is none of', async () => {
    const meant = async (name: string) => /是不是 (\w+)/.exec((await setting('get', name)).err)?.[1]
    expect(await meant('postsperpage')).toBe('postsPerPage')
    expect(await meant('siteNmae')).toBe('siteName')
    expect(await meant('postPerPage')).toBe('postsPerPage')
    expect(await meant('每页楼数')).toBe('postsPerPage')
    for (const args of [
      ['get', 'noSuch'],
      ['set', 'noSuch', '1'],
      ['reset', 'noSuch'],
    ]) {
      const { code, err } = await setting(...args)
      expect([code, err]).toEqual([1, 'louzhu: 没有名为 noSuch 的设置，louzhu setting list 会列出全部。\n'])
    }
  })

  it('gives a setting its default again, and says which', async () => {
    await setting('set', 'postsPerPage', '30')
    await setting('set', 'siteName', '北城街坊')
    expect(await setting('reset', 'postsPerPage')).toEqual({
      code: 0,
      out: '每页楼数（postsPerPage）已恢复默认：10 楼\n',
      err: '',
    })
    expect((await setting('get', 'postsPerPage')).out).toBe('10\n')
    expect((await setting('get', 'siteName')).out).toBe('北城街坊\n')
    expect((await setting('reset', 'postsPerPage')).out).toBe('每页楼数（postsPerPage）本来就是默认：10 楼\n')
  })
})

async function setting(...args: string[]): Promise<Finished> {
  return louzhu(data, ['setting', ...args])
}

function namesIn({ out }: Pick<Finished, 'out'>): string[] {
  return [...out.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name!)
}
