import { addModerator } from '../../src/forum/boards/change-boards.js'
import { pagesWith, sendForm, type Scene, type SeenDeed } from './seen-deed.js'
import { goodPages } from './shared-pages.js'

const desk = (id: number) => `/admin/boards/${id}`
const OF_CHAT = ['茶余饭后', '开心一刻', '老城墙根', '子版里的笑话']
const OF_COUNCIL = ['版主议事厅', '议事厅里的机密']

async function move({ browser, world }: Scene, direction: 'up' | 'down', id = world.board.union) {
  return sendForm(browser, '/admin/boards', {}, `form[action="/admin/boards/${id}/${direction}"]`)
}

export const deedsOfBoards: Record<string, SeenDeed> = {
  'A new board': {
    line: 'post /admin/boards',
    by: 'guanliyuan',
    run: ({ browser, world }) =>
      sendForm(browser, `/admin/boards/new?parent=${world.board.category}`, {
        name: '新街口',
        description: '新铺子',
      }),
    look: (at, { world }) => [
      at('/').texts('tr.board h3'),
      at(`/boards/${world.board.category}`).texts('tr.board h3'),
    ],
    was: Array(2).fill(['茶余饭后', '工会之家']),
    is: Array(2).fill(['茶余饭后', '工会之家', '新街口']),
  },

  'A new category': {
    line: 'post /admin/boards',
    by: 'guanliyuan',
    run: ({ browser }) => sendForm(browser, '/admin/boards/new', { name: '远方来客' }),
    look: (at, _scene, pages) => ({
      onIndex: at('/').texts('.panel-head h2 a').includes('远方来客'),
      missingInBar:
        goodPages(pages).filter((path) => !at(path).texts('.nav a').includes('远方来客')).length > 0,
    }),
    was: { onIndex: false, missingInBar: true },
    is: { onIndex: true, missingInBar: false },
  },

  'A new name and description of a board': {
    line: 'post /admin/boards/:id',
    by: 'guanliyuan',
    run: ({ browser, world }) =>
      sendForm(browser, desk(world.board.chat), { name: '闲话家常', description: '东家长西家短' }),
    look: (at, { world }, pages) => ({
      before: pagesWith(pages, '茶余饭后') > 0,
      after: pagesWith(pages, '闲话家常') > 20,
      description: at(`/boards/${world.board.chat}`).text('.board-about p:first-child'),
      ofThread: at(`/threads/${world.thread.breakfast}`).texts('.crumbs li')[2],
      ofMember: at(`/members/${world.member.laowang}`).text('.trace li .small a'),
    }),
    was: {
      before: true,
      after: false,
      description: '什么都能聊',
      ofThread: '茶余饭后',
      ofMember: '茶余饭后',
    },
    is: {
      before: false,
      after: true,
      description: '东家长西家短',
      ofThread: '闲话家常',
      ofMember: '闲话家常',
    },
  },

  'A closed board': {
    line: 'post /admin/boards/:id',
    by: 'guanliyuan',
    run: ({ browser, world }) => sendForm(browser, desk(world.board.chat), { access: 'members' }),
    look: (at, { joke, world: { board, thread, member } }, pages) => ({
      statuses: [
        `/boards/${board.chat}`,
        `/boards/${board.chat}?sort=new`,
        `/boards/${board.sub}`,
        `/threads/${thread.breakfast}`,
        `/threads/${thread.breakfast}?order=desc`,
        `/threads/${thread.breakfast}?author=${member.haibian}`,
        `/threads/${thread.breakfast}/log`,
        `/threads/${joke}`,
      ].map((path) => at(path).status),
      told: OF_CHAT.map((words) => pagesWith(pages, words) > 0),
    }),
    was: { statuses: Array(8).fill(200), told: Array(4).fill(true) },
    is: { statuses: Array(8).fill(404), told: Array(4).fill(false) },
  },

  'An opened board': {
    line: 'post /admin/boards/:id',
    by: 'guanliyuan',
    run: ({ browser, world }) => sendForm(browser, desk(world.board.council), { access: 'open' }),
    look: (at, { world: { board, thread, member } }, pages) => ({
      statuses: [at(`/boards/${board.council}`).status, at(`/threads/${thread.council}`).status],
      told: OF_COUNCIL.map((words) => pagesWith(pages, words) > 0),
      index: at('/').texts('tr.board h3').at(-1),
      latest: at('/latest').texts('tr.thread a.subject').includes('议事厅里的机密'),
      author: at(`/members/${member.yishi}`).texts('.trace a.subject'),
    }),
    was: { statuses: [404, 404], told: [false, false], index: '工会之家', latest: false, author: [] },
    is: {
      statuses: [200, 200],
      told: [true, true],
      index: '版主议事厅',
      latest: true,
      author: ['议事厅里的机密'],
    },
  },

  'Moderators of a board': {
    line: 'post /admin/boards/:id',
    by: 'guanliyuan',
    run: ({ browser, world }) => sendForm(browser, desk(world.board.chat), { moderators: 'haibian' }),
    look: (at, { world: { board, member, thread } }) => ({
      index: at('/').texts(`tr.board[data-board="${board.chat}"] .people .person`),
      board: at(`/boards/${board.chat}`).texts('.board-about .person'),
      ranks: [member.banzhu, member.haibian].map((id) => at(`/members/${id}`).text('dl .level')),
      besidePosts: at(`/threads/${thread.locked}`).text('.post.first dl .level'),
    }),
    was: {
      index: ['banzhu'],
      board: ['banzhu'],
      ranks: ['论坛版主', '新手上路'],
      besidePosts: '新手上路',
    },
    is: {
      index: ['haibian'],
      board: ['haibian'],
      ranks: ['新手上路', '论坛版主'],
      besidePosts: '论坛版主',
    },
  },

  'A moderator of a category, by the command line': {
    line: 'louzhu moderator add',
    by: null,
    run: ({ db, world }) => addModerator(db, world.board.category, world.member.laowang),
    look: (at, { world }) => [
      at('/').text('.panel-head .people .person'),
      at(`/members/${world.member.laowang}`).text('dl .level'),
    ],
    was: ['', '新手上路'],
    is: ['laowang', '论坛版主'],
  },

  'A board moved up': {
    line: 'post /admin/boards/:id/up',
    by: 'guanliyuan',
    run: (scene) => move(scene, 'up'),
    look: (at, { world }) =>
      ['/', `/boards/${world.board.category}`].map((path) => at(path).texts('tr.board h3')),
    was: Array(2).fill(['茶余饭后', '工会之家']),
    is: Array(2).fill(['工会之家', '茶余饭后']),
  },

  'A board moved down': {
    line: 'post /admin/boards/:id/down',
    by: 'guanliyuan',
    run: (scene) => move(scene, 'down', scene.world.board.chat),
    look: (at, { world }) =>
      ['/', `/boards/${world.board.category}`].map((path) => at(path).texts('tr.board h3')),
    was: Array(2).fill(['茶余饭后', '工会之家']),
    is: Array(2).fill(['工会之家', '茶余饭后']),
  },
}
