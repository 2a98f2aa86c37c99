import { registerMember } from '../../src/forum/accounts/register-member.js'
import { addBoard } from '../../src/forum/boards/change-boards.js'
import { recount } from '../../src/forum/counters/recount.js'
import { rerenderPosts, rerenderSignatures } from '../../src/forum/posts/rerender-posts.js'
import { siteChanged } from '../../src/forum/shown.js'
import { resetSetting } from '../../src/forum/site/reset-setting.js'
import { setSetting } from '../../src/forum/site/set-setting.js'
import { Calendar } from '../../src/calendar.js'
import { boardRow, figures, threadRow, type At, type SeenDeed } from './seen-deed.js'
import { goodPages, type Pages } from './shared-pages.js'

/** Whether what `selector` finds on every good page says `words`. */
function everywhere(at: At, pages: Pages, selector: string, words: string): boolean {
  return goodPages(pages).every((path) => at(path).text(selector).includes(words))
}

/** What the command line does. */
export const deedsOfUpkeep: Record<string, SeenDeed> = {
  'The name of the site and its registration': {
    line: 'louzhu setting set',
    by: null,
    run: async ({ db }) => {
      await setSetting(db, 'siteName', '北城街坊')
      await setSetting(db, 'registrationOpen', '0')
    },
    look: (at, _scene, pages) => ({
      before: everywhere(at, pages, '.brand', '楼主论坛'),
      after: everywhere(at, pages, '.brand', '北城街坊'),
      title: at('/').text('title'),
      register: everywhere(at, pages, '.account', '注册'),
    }),
    was: { before: true, after: false, title: '楼主论坛', register: true },
    is: { before: false, after: true, title: '北城街坊', register: false },
  },

  'Settings of how much stands on a page, of clocks and of names': {
    line: 'louzhu setting set',
    by: null,
    run: async ({ db }) => {
      await setSetting(db, 'announcement', '今晚停水')
      await setSetting(db, 'postsPerPage', '2')
      await setSetting(db, 'hotReplies', '2')
      await setSetting(db, 'floorNames', '0:掌柜\n1:头客')
      await setSetting(db, 'timeZone', 'America/New_York')
    },
    look: (at, { world: { board, thread } }) => ({
      announcement: at('/').text('.announcement'),
      pages: at(`/threads/${thread.breakfast}?page=2`).status,
      hot: at(`/boards/${board.chat}`).count(`tr.is-hot[data-thread="${thread.breakfast}"]`),
      floors: at(`/threads/${thread.breakfast}`).texts('.floor-name').slice(0, 2),
      posted: at(`/threads/${thread.breakfast}`).attr('.post.first header time', 'title'),
    }),
    was: { announcement: '', pages: 303, hot: 0, floors: ['楼主', '沙发'], posted: '2026-11-22 18:00' },
    is: {
      announcement: '公告：今晚停水',
      pages: 200,
      hot: 1,
      floors: ['掌柜', '头客'],
      posted: '2026-11-22 05:00',
    },
  },

  'A setting given its default again': {
    line: 'louzhu setting reset',
    by: null,
    before: async ({ db }) => setSetting(db, 'siteName', '北城街坊'),
    run: ({ db }) => resetSetting(db, 'siteName'),
    look: (at, _scene, pages) => ({
      set: everywhere(at, pages, '.brand', '北城街坊'),
      reset: everywhere(at, pages, '.brand', '楼主论坛'),
    }),
    was: { set: true, reset: false },
    is: { set: false, reset: true },
  },

  'A board of the command line': {
    line: 'louzhu board add',
    by: null,
    run: ({ db, world }) =>
      addBoard(db, {
        parentId: world.board.union,
        name: '新子版',
        description: '',
        access: 'open',
        allowedGroups: [],
        moderatorIds: [],
      }),
    look: (at, { world }) => ({
      index: at('/').text(`tr.board[data-board="${world.board.union}"]`).includes('新子版'),
      parent: at(`/boards/${world.board.union}`).texts('tr.board h3'),
    }),
    was: { index: false, parent: [] },
    is: { index: true, parent: ['新子版'] },
  },

  'A member of the command line': {
    line: 'louzhu member add',
    by: null,
    run: ({ db, world }) =>
      registerMember(db, {
        username: '站里来的',
        email: 'zhan@example.com',
        passwordHash: '',
        groupId: 'member',
        now: world.forum.now,
      }),
    look: (at) => figures(at('/'), '会员', '欢迎'),
    was: ['会员 9', '欢迎新会员 jinyan'],
    is: ['会员 10', '欢迎新会员 站里来的'],
  },

  'Posts rendered anew': {
    line: 'louzhu rerender',
    by: null,
    before: async ({ db }) => {
      await db.updateTable('posts').set({ bodyHtml: '旧样子', rendererVersion: 0 }).execute()
      await siteChanged(db)
    },
    run: ({ db }) => rerenderPosts(db, { all: false }),
    look: (at, { joke, world }) =>
      [world.thread.breakfast, world.thread.locked, joke].map((id) =>
        at(`/threads/${id}`).text('.post.first .floor-body .bbcode'),
      ),
    was: Array(3).fill('旧样子'),
    is: ['老城墙根的早点铺还开着吗的正文', '高温津贴的解答的正文', '子版里的笑话的正文'],
  },

  'Signatures rendered anew': {
    line: 'louzhu rerender',
    by: null,
    before: async ({ db, world }) => {
      const signature = { signature: '[b]早起[/b]的鸟儿', signatureHtml: '旧样子' }
      await db.updateTable('members').set(signature).where('id', '=', world.member.laowang).execute()
      await siteChanged(db)
    },
    run: ({ db }) => rerenderSignatures(db),
    look: (at, { world }) => [
      at(`/threads/${world.thread.breakfast}`).text('.post.first .signature'),
      at(`/members/${world.member.laowang}`).text('.profile .signature'),
    ],
    was: ['旧样子', '旧样子'],
    is: ['早起的鸟儿', '早起的鸟儿'],
  },

  'A recount': {
    line: 'louzhu recount',
    by: null,
    before: async ({ db, world }) => {
      await db.updateTable('threads').set({ replyCount: 77 }).execute()
      await db.updateTable('boards').set({ postCount: 66 }).execute()
      await db.updateTable('members').set({ postCount: 55 }).where('id', '=', world.member.laowang).execute()
      await db.updateTable('siteCounters').set({ value: 44 }).where('name', '=', 'members').execute()
      await siteChanged(db)
    },
    run: ({ db, world }) => recount(db, new Calendar('Asia/Shanghai', world.forum.now)),
    look: (at, { world: { board, member, thread } }) => ({
      thread: /回复 \d+/.exec(at(`/threads/${thread.breakfast}`).text('.thread-meta p'))?.[0],
      list: threadRow(at(`/boards/${board.chat}`), thread.breakfast),
      latest: threadRow(at('/latest'), thread.breakfast),
      index: boardRow(at('/'), board.chat),
      member: at(`/members/${member.laowang}`).text('.profile-head .num').split(' · ')[0],
      members: figures(at('/'), '会员'),
    }),
    was: {
      thread: '回复 77',
      list: '老城墙根的早点铺还开着吗, 77, haibian',
      latest: '老城墙根的早点铺还开着吗, 77, haibian',
      index: '1 / 66, 老城墙根的早点铺还开着吗, haibian',
      member: '总积分 55',
      members: ['会员 44'],
    },
    is: {
      thread: '回复 2',
      list: '老城墙根的早点铺还开着吗, 2, haibian',
      latest: '老城墙根的早点铺还开着吗, 2, haibian',
      index: '1 / 3, 老城墙根的早点铺还开着吗, haibian',
      member: '总积分 1',
      members: ['会员 9'],
    },
  },
}
