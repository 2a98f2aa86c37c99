import type { World } from '../support/world.js'

/** A form of the site: where it is, what it holds when it is well filled in, and what each field does not take. */
export interface Form {
  page: string
  action: string
  good: Record<string, string>
  /** fields of free text; they refuse NUL, half characters, 200,000 characters and being sent twice */
  texts: string[]
  /** further values that are refused, by field */
  refused?: Record<string, (string | string[])[]>
  /** a field that must still hold what was typed when another one is refused */
  kept?: string
  isGuest?: boolean
}

/** what must come back in the form */
const MARK = '一个字也不能丢'
export const NUL = '断\0开'
export const LONG = 'a'.repeat(200_000)
/** what takes the square of its length to be put in order, fitting into a form */
export const MARKS = `a${'\u0301\u0323'.repeat(80_000)}`
export const TWICE = ['甲乙', '丙丁']
const password = '好记的一句话 2026'

const numbers = ['x', '-1', '1e1', '1.5', '99999999', '٣']

export const formNames = [
  'new thread',
  'reply',
  'changed reply',
  'profile',
  'change of password',
  'mood',
  'highlight',
  'pin',
  'digest',
  'lock',
  'board',
  'registration',
  'sign-in',
] as const

/** Every form with fields to fill in; `ownPost` is a reply of the founder, on its first version. */
export function formsOf(world: World, ownPost: number): Record<(typeof formNames)[number], Form> {
  const breakfast = `/threads/${world.thread.breakfast}`
  return {
    'new thread': {
      page: `/boards/${world.board.chat}/threads/new`,
      action: `/boards/${world.board.chat}/threads`,
      good: { subject: '新的主题', body: MARK },
      texts: ['subject', 'body'],
      refused: {
        subject: ['', '　'],
        body: ['', ' ', '长'.repeat(50_001)],
        formId: ['short', NUL, TWICE, LONG],
      },
      kept: 'body',
    },
    reply: {
      page: `${breakfast}/reply`,
      action: `${breakfast}/posts`,
      good: { subject: '描述', body: MARK },
      texts: ['subject', 'body'],
      refused: { body: ['', '　\n　'], formId: ['a b c d e f g h i j', NUL, TWICE], answer: [NUL, TWICE] },
      kept: 'body',
    },
    'changed reply': {
      page: `/posts/${ownPost}/edit`,
      action: `/posts/${ownPost}/edit`,
      good: { subject: '改过', body: MARK, version: '1' },
      texts: ['subject', 'body'],
      refused: { body: [''], version: ['', 'x', '-1', '999', '1e0', TWICE, NUL] },
      kept: 'body',
    },
    profile: {
      page: '/account',
      action: '/account',
      good: { honor: '街坊', signature: MARK },
      texts: ['honor', 'signature'],
      kept: 'signature',
    },
    'change of password': {
      page: '/account/password',
      action: '/account/password',
      good: { currentPassword: 'louzhu-demo', password, passwordAgain: password },
      texts: ['currentPassword', 'password', 'passwordAgain'],
      refused: { currentPassword: [''], password: ['', 'short', '12345678'], passwordAgain: ['', 'other'] },
    },
    mood: {
      page: breakfast,
      action: `${breakfast}/mood`,
      good: { mood: '1' },
      texts: ['mood'],
      refused: { mood: ['', '0', '8', ...numbers] },
    },
    highlight: {
      page: `${breakfast}/moderation/highlight`,
      action: `${breakfast}/moderation/highlight`,
      good: { color: 'red', bold: '1', days: '7', reason: MARK },
      texts: ['color', 'bold', 'italic', 'underline', 'days', 'reason', 'notify'],
      refused: {
        color: ['Red', '#f00', 'red"'],
        bold: ['2', 'on'],
        days: [...numbers, '0'],
        reasonPick: [NUL],
      },
      kept: 'reason',
    },
    pin: {
      page: `${breakfast}/moderation/pin`,
      action: `${breakfast}/moderation/pin`,
      good: { place: '1', days: '7', reason: MARK },
      texts: ['place', 'days', 'reason', 'notify'],
      refused: { place: ['0', '4', ''], days: [...numbers, '0'], reasonPick: [NUL] },
      kept: 'reason',
    },
    digest: {
      page: `${breakfast}/moderation/digest`,
      action: `${breakfast}/moderation/digest`,
      good: { grade: '1', reason: MARK },
      texts: ['grade', 'reason', 'notify'],
      refused: { grade: ['0', '3', ''], reasonPick: [NUL] },
      kept: 'reason',
    },
    lock: {
      page: `${breakfast}/moderation/lock`,
      action: `${breakfast}/moderation/lock`,
      good: { reason: MARK },
      texts: ['reason', 'notify'],
      refused: { reasonPick: [NUL] },
      kept: 'reason',
    },
    board: {
      page: '/admin/boards/new',
      action: '/admin/boards',
      good: { name: '新版块', description: MARK, parent: '1', access: 'open', moderators: 'laowang' },
      texts: ['name', 'description', 'parent', 'access', 'moderators'],
      refused: {
        name: ['', '　'],
        parent: [...numbers, '0', '999999'],
        access: ['Open', 'secret'],
        moderators: ['无此人', 'laowang，无此人'],
        groups: [Array.from({ length: 51 }, () => 'member')],
      },
      kept: 'description',
    },
    registration: {
      page: '/register',
      action: '/register',
      good: { username: '新街坊', email: 'new@example.com', password, passwordAgain: password },
      texts: ['username', 'email', 'password', 'passwordAgain', 'questionId', 'answer'],
      refused: {
        username: ['', '　', '12345', 'a', '<b>x</b>', '管理员', 'laowang'],
        email: ['', 'x', 'a@b', 'a@b.c\nBcc: d@e.f', 'laowang@example.com'],
        questionId: ['', '999', '-1', '__proto__'],
        answer: ['', '不知道'],
        formId: ['short', NUL, TWICE],
      },
      kept: 'email',
      isGuest: true,
    },
    'sign-in': {
      page: '/login',
      action: '/login',
      good: { username: 'laowang', password: 'louzhu-demo', remember: '1', next: '/' },
      texts: ['username', 'password', 'remember'],
      refused: { username: ['', "' or 1=1--", '%'], password: [''], next: [NUL, TWICE], remember: ['2'] },
      kept: 'username',
      isGuest: true,
    },
  }
}
