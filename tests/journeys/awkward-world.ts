import type { TestForum } from '../support/forum.js'
import type { Name, World } from '../support/world.js'

const LONG_WORD = 'Donaudampfschifffahrtsgesellschaft'.repeat(9)
const row = `[tr]${'[td]一个不短的格子 and more[/td]'.repeat(12)}[/tr]`

/** A text with everything in it that bends a layout. */
export const AWKWARD = [
  LONG_WORD,
  `[table]${row.repeat(3)}[/table]`,
  `[code]const longLine = '${'x'.repeat(400)}'\n\tnext()[/code]`,
  `[quote]引用 https://example.com/${'path/'.repeat(60)}[quote]再引用 ${LONG_WORD}[/quote][/quote]`,
  `[list=1][*]一[*]${LONG_WORD}[list][*]里面 ${'！'.repeat(80)}[/list][/list]`,
  `[size=7]大字${'哈'.repeat(60)}[/size][hr][align=right]靠右 ${LONG_WORD}[/align]`,
  ['red', 'orange', 'green', 'blue', 'purple', 'pink', 'gray', 'brown', 'teal', 'black', '#ffff00']
    .map((color) => `[color=${color}]${color} 色的字[/color]`)
    .join(' '),
  '[sup]上标[/sup] [sub]下标[/sub] [u]下划线[/u] [s]删除线[/s] [url=https://example.com/]一个链接[/url] 😂',
].join('\n')

/** Fills a world with long threads and words, wide tables, every highlight, notices, signatures; returns xiaoming's post. */
export async function fillWithAwkwardThings({
  forum,
  board,
  thread,
  member,
  ...world
}: World): Promise<number> {
  const post = await world.reply('xiaoming', thread.breakfast, AWKWARD)
  const gone = await world.reply('haibian', thread.breakfast, '说错了')
  for (let count = 0; count < 12; count++) await world.reply('banzhu', thread.breakfast, `顶 ${count}`)
  await world.reply('jinyan', thread.breakfast, '以前能说话的时候')
  const colors = ['red', 'orange', 'green', 'blue', 'purple', 'pink']
  for (let count = 0; count < 22; count++)
    await world.start('xiaoming', board.chat, count % 5 ? `主题 ${count}` : 'W'.repeat(60) + count, AWKWARD)
  const { db } = forum
  for (const [index, color] of colors.entries()) {
    const style = { highlightColor: color, highlightBold: index % 2, highlightUnderline: Number(index > 3) }
    await db
      .updateTable('threads')
      .set(style)
      .where('subject', 'in', [`主题 ${20 + index}`, `主题 ${index + 1}`])
      .execute()
  }
  await db.updateTable('threads').set({ digest: 2, pin: 1 }).where('subject', '=', '主题 19').execute()
  await db
    .updateTable('members')
    .set({ honor: '二十个字的头衔长得不得了写满为止一二三' })
    .where('id', '=', member.laowang)
    .execute()

  const notices = Array.from({ length: 120 }, (_, index) => ({
    memberId: member.laowang,
    kind: 'reply' as const,
    actorId: member.xiaoming,
    aboutKind: 'post',
    aboutId: index === 119 ? gone : post,
    groupKey: `reply:${thread.breakfast}`,
    threadId: thread.breakfast,
    postId: index === 119 ? gone : post,
    createdAt: forum.now,
  }))
  await db.insertInto('notices').values(notices).execute()

  await send(forum, 'haibian', `/posts/${gone}/remove`)
  await send(forum, 'xiaoming', '/account', {
    honor: '街坊',
    signature: '[color=pink]签名[/color]',
  })
  await send(forum, 'xiaoming', `/posts/${post}/edit`, { body: `${AWKWARD}\n改过` })
  const highlight = { color: 'orange', underline: '1', reason: 'R'.repeat(40), notify: '1' }
  await send(forum, 'banzhu', `/threads/${thread.breakfast}/moderation/highlight`, highlight)
  await send(forum, 'haibian', `/threads/${thread.breakfast}`, { mood: '3' }, 'form[action$="/mood"]')
  return post
}

/** Sends the form of a page as somebody, who must succeed. */
async function send(
  forum: TestForum,
  name: Name,
  path: string,
  fields: Record<string, string> = {},
  form = `form[action="${path}"]`,
): Promise<void> {
  const browser = await forum.signIn(name)
  await browser.get(path)
  const { status } = await browser.submit(form, fields)
  if (status !== 303) throw new Error(`${name} at ${path}: ${status}`)
}
