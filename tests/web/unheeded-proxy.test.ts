import { expect, it } from 'vitest'
import { noticeUnheededProxy } from '../../src/web/unheeded-proxy.js'

type Parts = Parameters<ReturnType<typeof noticeUnheededProxy>>

function linesOf(
  trustProxy: string[],
  requests: Record<string, string>[],
): { lines: string[]; passed: number } {
  const lines: string[] = []
  let passed = 0
  const logger = { warn: (line: string) => void lines.push(line) } as unknown as Parameters<
    typeof noticeUnheededProxy
  >[1]
  const handle = noticeUnheededProxy(trustProxy, logger)
  for (const headers of requests) handle({ headers } as unknown as Parts[0], {} as Parts[1], () => passed++)
  return { lines, passed }
}

it('A proxy that is not trusted is told of once', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.1' }
  const { lines, passed } = linesOf([], [{}, forwarded, forwarded])
  expect([lines.length, passed]).toEqual([1, 3])
  expect(lines[0]).toContain('TRUST_PROXY')
  expect(linesOf(['127.0.0.1'], [forwarded])).toEqual({ lines: [], passed: 1 })
  expect(linesOf([], [{}]).lines).toEqual([])
})
