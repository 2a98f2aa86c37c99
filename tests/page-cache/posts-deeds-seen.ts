import { boardRow, figures, pagesWith, sendForm, threadRow, type Scene, type SeenDeed } from './seen-deed.js'

const breakfast = ({ world }: Scene) => `/threads/${world.thread.breakfast}`
const SUBJECT = '老城墙根的早点铺还开着吗'

/** The post of a thread on a floor. */
async function postOn({ db, world }: Scene, floor: number): Promise<number> {
  const { id } = await db
    .selectFrom('posts')
    .select('id')
    .where('threadId', '=', world.thread.breakfast)
    .where('floor', '=', floor)
    .executeTakeFirstOrThrow()
  return id
}

export const deedsOfPosts: Record<string, SeenDeed> = {
  'A new thread': {
    line: 'post /boards/:id/threads',
    by: 'laowang',
    run: ({ browser, world }) =>
      sendForm(browser, `/boards/${world.board.sub}/threads/new`, {
        subject: '新开的帖子',
        body: '正文在此',
      }),
    look: (at, { world: { board, member } }) => ({
      list: at(`/boards/${board.sub}`).texts('tr.thread:not(.is-pin) a.subject'),
      byDate: at(`/boards/${board.sub}?sort=new`).texts('tr.thread:not(.is-pin) a.subject'),
      rowInParent: boardRow(at(`/boards/${board.chat}`), board.sub),
      figures: figures(at('/'), '今日', '主题', '帖子'),
      latest: at('/latest').texts('tr.thread a.subject')[0],
      latestReplies: at('/latest?sort=last').texts('tr.thread a.subject')[0],
      threadsOfAuthor: at(`/members/${member.laowang}`).texts('.trace a.subject'),
    }),
    was: {
      list: ['子版里的笑话'],
      byDate: ['子版里的笑话'],
      rowInParent: '1 / 1, 子版里的笑话, haibian',
      figures: ['今日 8', '主题 6', '帖子 8'],
      latest: '全站置顶的通知',
      latestReplies: '全站置顶的通知',
      threadsOfAuthor: [SUBJECT],
    },
    is: {
      list: ['新开的帖子', '子版里的笑话'],
      byDate: ['新开的帖子', '子版里的笑话'],
      rowInParent: '2 / 2, 新开的帖子, laowang',
      figures: ['今日 9', '主题 7', '帖子 9'],
      latest: '新开的帖子',
      latestReplies: '新开的帖子',
      threadsOfAuthor: ['新开的帖子', SUBJECT],
    },
  },

  'A reply': {
    line: 'post /threads/:id/posts',
    by: 'xiaoming',
    run: (scene) => sendForm(scene.browser, `${breakfast(scene)}/reply`, { body: '热豆浆还有' }),
    look: (at, scene) => {
      const { board, member, thread } = scene.world
      const path = breakfast(scene)
      return {
        count: /回复 \d+/.exec(at(path).text('.thread-meta p'))?.[0],
        lastPage: at(`${path}?page=2`).texts('.post .bbcode'),
        linkToIt: at(path).count('.pager a[rel=next]') > 0,
        backwards: at(`${path}?order=desc`).texts('.post:not(.first) .floor-body .bbcode')[0],
        ofAuthor: at(`${path}?author=${member.xiaoming}`).texts('.post .floor-body .bbcode'),
        list: threadRow(at(`/boards/${board.chat}`), thread.breakfast),
        latest: threadRow(at('/latest'), thread.breakfast),
        latestReplies: at('/latest?sort=last').texts('tr.thread a.subject')[0],
        index: boardRow(at('/'), board.chat),
        category: boardRow(at(`/boards/${board.category}`), board.chat),
        figures: figures(at('/'), '今日', '帖子'),
        author: at(`/members/${member.xiaoming}`).text('.profile-head .num').slice(0, 5),
        authorsReplies: at(`/members/${member.xiaoming}`).text('.trace li > p:not(.small)'),
      }
    },
    was: {
      count: '回复 2',
      lastPage: [],
      linkToIt: false,
      backwards: '板凳也不错',
      ofAuthor: ['沙发是我的'],
      list: `${SUBJECT}, 2, haibian`,
      latest: `${SUBJECT}, 2, haibian`,
      latestReplies: '全站置顶的通知',
      index: `1 / 3, ${SUBJECT}, haibian`,
      category: `1 / 3, ${SUBJECT}, haibian`,
      figures: ['今日 8', '帖子 8'],
      author: '总积分 2',
      authorsReplies: '沙发是我的',
    },
    is: {
      count: '回复 3',
      lastPage: ['热豆浆还有'],
      linkToIt: true,
      backwards: '热豆浆还有',
      ofAuthor: ['沙发是我的', '热豆浆还有'],
      list: `${SUBJECT}, 3, xiaoming`,
      latest: `${SUBJECT}, 3, xiaoming`,
      latestReplies: SUBJECT,
      index: `1 / 4, ${SUBJECT}, xiaoming`,
      category: `1 / 4, ${SUBJECT}, xiaoming`,
      figures: ['今日 9', '帖子 9'],
      author: '总积分 3',
      authorsReplies: '热豆浆还有沙发是我的',
    },
  },

  'A reply in a thread that is pinned everywhere': {
    line: 'post /threads/:id/posts',
    by: 'xiaoming',
    run: ({ browser, pinned }) => sendForm(browser, `/threads/${pinned}/reply`, { body: '收到通知' }),
    look: (at, { pinned, world: { board } }) =>
      [board.union, board.chat, board.sub].map((id) => threadRow(at(`/boards/${id}`), pinned)),
    was: Array(3).fill('全站置顶的通知, 0, zongban'),
    is: Array(3).fill('全站置顶的通知, 1, xiaoming'),
  },

  'A changed reply': {
    line: 'post /posts/:id/edit',
    by: 'xiaoming',
    run: async (scene) =>
      sendForm(scene.browser, `/posts/${await postOn(scene, 1)}/edit`, {
        subject: '补充',
        body: '其实是地板',
      }),
    look: (at, scene) => ({
      floors: ['', '?order=desc', `?author=${scene.world.member.xiaoming}`].map((query) =>
        at(`${breakfast(scene)}${query}`)
          .text('[data-floor="1"] .floor-body')
          .slice(0, 7),
      ),
      mark: at(breakfast(scene)).text('[data-floor="1"] .edited'),
      ofAuthor: at(`/members/${scene.world.member.xiaoming}`).text('.trace li > p:not(.small)'),
    }),
    was: { floors: Array(3).fill('沙发是我的'), mark: '', ofAuthor: '沙发是我的' },
    is: {
      floors: Array(3).fill('补充 其实是地'),
      mark: '[ 此帖被 xiaoming 在 2026-11-22 20:00 重新编辑 ]',
      ofAuthor: '其实是地板',
    },
  },

  'A changed subject': {
    line: 'post /posts/:id/edit',
    by: 'laowang',
    run: async (scene) =>
      sendForm(scene.browser, `/posts/${await postOn(scene, 0)}/edit`, {
        subject: '早点铺搬家了',
        body: '新地址在南街',
      }),
    look: (at, scene, pages) => ({
      before: pagesWith(pages, SUBJECT) > 0,
      after: pagesWith(pages, '早点铺搬家了') >= 15,
      title: at(`${breakfast(scene)}/log`).text('.panel-head a'),
      repliesOfOthers: at(`/members/${scene.world.member.xiaoming}`).texts('.trace a.subject').at(-1),
      body: at(breakfast(scene)).text('.post.first .floor-body .bbcode'),
    }),
    // index, category, board twice, latest twice, thread five times, log, three members
    was: { before: true, after: false, title: SUBJECT, repliesOfOthers: SUBJECT, body: `${SUBJECT}的正文` },
    is: {
      before: false,
      after: true,
      title: '早点铺搬家了',
      repliesOfOthers: '早点铺搬家了',
      body: '新地址在南街',
    },
  },

  'A removed reply': {
    line: 'post /posts/:id/remove',
    by: 'haibian',
    run: async (scene) => sendForm(scene.browser, `/posts/${await postOn(scene, 2)}/remove`),
    look: (at, scene, pages) => {
      const { board, member, thread } = scene.world
      return {
        words: pagesWith(pages, '板凳也不错'),
        gaps: ['', '?order=desc', `?author=${member.haibian}`].map((query) =>
          at(`${breakfast(scene)}${query}`).count('.post-gap[data-floor="2"]'),
        ),
        list: threadRow(at(`/boards/${board.chat}`), thread.breakfast),
        latest: threadRow(at('/latest'), thread.breakfast),
        index: boardRow(at('/'), board.chat),
        figures: figures(at('/'), '今日', '帖子'),
        author: at(`/members/${member.haibian}`).text('.profile-head .num').slice(0, 5),
      }
    },
    // thread, backwards, of its author; the author's own page
    was: {
      words: 4,
      gaps: [0, 0, 0],
      list: `${SUBJECT}, 2, haibian`,
      latest: `${SUBJECT}, 2, haibian`,
      index: `1 / 3, ${SUBJECT}, haibian`,
      figures: ['今日 8', '帖子 8'],
      author: '总积分 3',
    },
    is: {
      words: 0,
      gaps: [1, 1, 1],
      list: `${SUBJECT}, 1, xiaoming`,
      latest: `${SUBJECT}, 1, xiaoming`,
      index: `1 / 2, ${SUBJECT}, xiaoming`,
      figures: ['今日 7', '帖子 7'],
      author: '总积分 2',
    },
  },
}
