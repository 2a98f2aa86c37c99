import { rightAnswer } from '../support/world.js'
import { figures, pagesWith, sendForm, type Scene, type SeenDeed } from './seen-deed.js'

const breakfast = ({ world }: Scene) => `/threads/${world.thread.breakfast}`

export const deedsOfMembers: Record<string, SeenDeed> = {
  'A vote on how a thread feels': {
    line: 'post /threads/:id/mood',
    by: 'haibian',
    run: (scene) => sendForm(scene.browser, breakfast(scene), { mood: '3' }, '#moods form'),
    look: (at, scene) =>
      ['', '?order=desc', `?author=${scene.world.member.laowang}`].map((query) =>
        at(`${breakfast(scene)}${query}`)
          .texts('#moods .votes')
          .join(' '),
      ),
    was: Array(3).fill('0 0 0 0 0 0 0'),
    is: Array(3).fill('0 0 1 0 0 0 0'),
  },

  'A new member': {
    line: 'post /register',
    by: null,
    run: async ({ browser }) => {
      const answer = rightAnswer(await browser.get('/register'))
      const password = '晴天开窗吹吹风呀'
      const fields = {
        username: '新来的',
        email: 'xin@example.com',
        password,
        passwordAgain: password,
        answer,
      }
      return browser.submit('form[action="/register"]', fields)
    },
    look: (at) => figures(at('/'), '会员', '欢迎'),
    was: ['会员 9', '欢迎新会员 jinyan'],
    is: ['会员 10', '欢迎新会员 新来的'],
  },

  'An honour line and a signature': {
    line: 'post /account',
    by: 'laowang',
    run: ({ browser }) =>
      sendForm(
        browser,
        '/account',
        { honor: '城墙根常客', signature: '[b]早起[/b]的鸟儿' },
        'form[action="/account"]',
      ),
    look: (at, scene, pages) => ({
      honour: pagesWith(pages, '城墙根常客'),
      signature: pagesWith(pages, '早起的鸟儿'),
      beside: at(breakfast(scene)).text('.post.first .honor'),
      below: at(breakfast(scene)).text('.post.first .signature'),
      ownPage: at(`/members/${scene.world.member.laowang}`).text('.profile .honor'),
    }),
    // thread, backwards, of its author; their own page
    was: { honour: 0, signature: 0, beside: '', below: '', ownPage: '' },
    is: { honour: 4, signature: 4, beside: '城墙根常客', below: '早起的鸟儿', ownPage: '城墙根常客' },
  },
}
