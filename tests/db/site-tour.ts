import { expect } from 'vitest'
import { keepForm } from '../../src/forum/forms/kept-form.js'
import type { Db } from '../../src/db/database.js'
import type { Route } from '../../src/pages/route.js'
import { routes } from '../../src/routes.js'
import type { Browser } from '../support/browser.js'

/** Names of who visits the generated forum. */
export const who = {
  'a guest': null,
  'a member': '街坊3',
  'a neighbour': '街坊4',
  'an administrator': 'admin',
} as const
export type Who = keyof typeof who

export const password = '一句好记的话 2026'
const isNew = { password, passwordAgain: password }

/**
 * Each deed of the site map: its route, who does it, on which page its form stands, and what they fill in. Post 2 is
 * the administrator's, post 34 and thread 7 the member's; both have posted in thread 1.
 */
export const deeds: [route: string, Who, page: string, fields: Record<string, string>][] = [
  ['/drafts/discard', 'a member', '/account', {}],
  ['/register', 'a guest', '/register', { username: '新街坊', email: 'xin@example.com', ...isNew }],
  ['/login', 'a guest', '/login', { username: '街坊4', password: 'louzhu-demo' }],
  ['/login', 'a guest', '/login', { username: 'member4@example.com', password: 'louzhu-demo' }],
  ['/logout', 'a member', '/', {}],
  ['/boards/:id/threads', 'a member', '/boards/5/threads/new', { subject: '新主题', body: '有人吗' }],
  ['/threads/:id/posts', 'a member', '/threads/1/reply', { body: '[quote=admin,2]好[/quote]同意' }],
  ['/threads/:id/posts', 'an administrator', '/threads/7', { body: '有人' }],
  ['/threads/:id/mood', 'a member', '/threads/1', { mood: '2' }],
  ['/posts/:id/edit', 'an administrator', '/posts/2/edit', { body: '改了' }],
  ['/posts/:id/remove', 'a member', '/posts/34/remove', {}],
  [
    '/threads/:id/moderation/highlight',
    'an administrator',
    '/threads/7/moderation/highlight',
    { color: 'blue', notify: '1' },
  ],
  ['/threads/:id/moderation/pin', 'an administrator', '/threads/7/moderation/pin', { place: '2', days: '3' }],
  ['/threads/:id/moderation/digest', 'an administrator', '/threads/7/moderation/digest', { grade: '1' }],
  ['/threads/:id/moderation/lock', 'an administrator', '/threads/7/moderation/lock', {}],
  ['/account', 'a member', '/account', { signature: '[b]人在城南[/b]' }],
  ['/account/sessions', 'a member', '/account/sessions', {}],
  ['/account/sessions', 'a member', '/account/sessions', { session: 'others' }],
  ['/notices/read', 'a member', '/notices', {}],
  ['/mark-read', 'a member', '/', {}],
  ['/admin/boards', 'an administrator', '/admin/boards/new?parent=1', { name: '新版', moderators: '街坊5' }],
  ['/admin/boards/:id', 'an administrator', '/admin/boards/6', { name: '改名', moderators: '街坊6' }],
  ['/admin/boards/:id/up', 'an administrator', '/admin/boards', {}],
  ['/admin/boards/:id/down', 'an administrator', '/admin/boards', {}],
  ['/account/password', 'a neighbour', '/account/password', { currentPassword: 'louzhu-demo', ...isNew }],
]

/** Addresses of every page, with each of its variants. */
export const pages = [
  '/',
  '/latest',
  '/latest?sort=last&page=2',
  '/boards/1',
  '/boards/5',
  '/boards/5?page=2',
  '/boards/5?sort=new',
  '/boards/5?sort=new&page=2',
  '/boards/5/threads/new',
  '/threads/1',
  '/threads/1?page=2',
  '/threads/1?order=desc',
  '/threads/1?order=desc&page=2',
  '/threads/1?author=1',
  '/threads/1?author=1&order=desc',
  '/threads/1?floor=last',
  '/threads/1?floor=unread',
  '/threads/1?floor=3',
  '/threads/1?floor=unread',
  '/threads/1/previous',
  '/threads/1/next',
  '/threads/1/reply',
  '/threads/1/reply?quote=2',
  '/threads/1/reply?quote=2&to=2',
  '/threads/7/log',
  '/threads/7/moderation/highlight',
  '/threads/7/moderation/pin',
  '/threads/7/moderation/digest',
  '/threads/7/moderation/lock',
  '/posts/2',
  '/posts/2/edit',
  '/posts/2/remove',
  '/members/1',
  '/members/3',
  '/register',
  '/login?next=/threads/1',
  '/account',
  '/account/password',
  '/account/sessions',
  '/notices',
  '/notices/1',
  '/admin',
  '/admin/boards',
  '/admin/boards/new?parent=1',
  '/admin/boards/6',
]

/** What the tour finds that no page has left: a text kept for the member's profile. */
export async function beforeTour(db: Db): Promise<void> {
  const member = await db
    .selectFrom('members')
    .select('id')
    .where('username', '=', who['a member'])
    .executeTakeFirstOrThrow()
  const fields = [{ name: 'honor', value: '写了一半' }]
  await keepForm(db, { memberId: member.id, path: '/account', fields, now: 0 })
}

/** Sends the form of the page last shown that belongs to a route. The deed must be done. */
export async function perform(
  browser: Browser,
  route: string,
  fields: Record<string, string>,
): Promise<void> {
  const { $ } = browser.page
  const action = $('form[method=post]')
    .toArray()
    .map((form) => $(form).attr('action')!)
    .find((each) => routeOf('post', each) === route)
  const page = await browser.submit(`form[action="${action}"]`, fields)
  expect([page.status, page.text('[role=alert]')]).toEqual([303, ''])
}

/** The line of the site map that serves an address. */
export function routeOf(method: Route['method'], address: string): string | undefined {
  const path = address.split('?')[0]!
  return routes.find(
    (route) =>
      route.method === method && new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
  )?.path
}
