import { messages } from '../i18n/zh-cn.js'
import { withNext } from '../web/next-path.js'
import type { Visit } from './visit.js'

/** Whether somebody may register now. */
export function mayRegister({ site, setup }: Visit): boolean {
  return site.settings.registrationOpen && setup.token === null
}

/**
 * From the sign-in form to registration and back, always on to `next`. A link would lose what was typed before: then the
 * page has none to the other form, but a button in its place.
 */
export function otherForms(
  visit: Visit,
  next: string,
  { here, carriesText }: { here: 'login' | 'register' | null; carriesText: boolean },
) {
  const login = withNext('/login', next)
  const register = mayRegister(visit) ? withNext('/register', next) : null
  return {
    loginHref: carriesText && here === 'register' ? null : login,
    registerHref: carriesText && here === 'login' ? null : register,
    mayRegister: register !== null,
  }
}

/** What a guest may not do yet, with the ways in before it: “登录 或 注册 后可以回复。” Both lead on to `next`. */
export function invitation(visit: Visit, text: string, next: string) {
  const { loginHref, registerHref } = otherForms(visit, next, { here: null, carriesText: false })
  const links = [
    { title: messages.title.login, href: loginHref! },
    ...(registerHref ? [{ title: messages.title.register, href: registerHref }] : []),
  ]
  return { links, text, href: null, linkText: null }
}
