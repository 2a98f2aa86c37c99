import { expect, it } from 'vitest'
import { jobs } from '../../src/forum/jobs/all-jobs.js'
import { louzhu } from '../support/command.js'
import { dataFolder } from '../support/data-folder.js'

it('Jobs are listed with their times, done by hand, and what came of it is told', async () => {
  const data = dataFolder()
  await louzhu(data, ['migrate'])
  const before = await louzhu(data, ['job', 'list'])
  expect(before.out).toContain('清理过期的登录（sweep-sessions），每 10 分钟\n  还没有运行过\n')

  const ran = await louzhu(data, ['job', 'run', 'sweep-sessions'])
  expect([ran.code, ran.out]).toEqual([0, '清理过期的登录：没有要清理的\n'])
  const after = await louzhu(data, ['job', 'list'])
  expect(after.out).toMatch(/sweep-sessions），每 10 分钟\n {2}下次：.+\n {2}.+ 完成：没有要清理的\n/)
  const listed = JSON.parse((await louzhu(data, ['job', 'list', '--json'])).out) as { name: string }[]
  expect(listed.map(({ name }) => name)).toEqual(jobs.map(({ name }) => name))
  expect(listed[0]).toMatchObject({ name: 'sweep-sessions', at: { every: 600_000 }, lastError: null })
  expect((await louzhu(data, ['job', 'run', 'sweep-reads', '--json'])).out).toBe(
    '{"name":"sweep-reads","result":"已全部检查一遍"}\n',
  )
})

it('A job that there is not, a day that is none, and a forum that is read-only refuse in one line', async () => {
  const data = dataFolder()
  await louzhu(data, ['migrate'])
  const refused = async (...args: string[]) => {
    const { code, out, err } = await louzhu(data, ['job', 'run', ...args])
    expect([code, out]).toEqual([1, ''])
    return err
  }
  expect(await refused('sweep-all')).toContain('没有名为 sweep-all 的任务')
  expect(await refused('sweep-reads', '--day', '昨天')).toContain('不是日期')
  await louzhu(data, ['setting', 'set', 'readOnly', '1'])
  expect(await refused('sweep-reads')).toContain('只读')
})
