import { addressWith } from './paging.js'

// Pages that lead on themselves: who has come from one wants to get past it.
const LEADS_ON = /^\/(?:login|logout|register|setup)(?:[/?#]|$)/

/** A path of this site to go on to after signing in or registering: anything else becomes the index. */
export function safeNext(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(value) && !LEADS_ON.test(value)
    ? value.slice(0, 500)
    : '/'
}

/** The address of the sign-in or registration form that leads on to `next`. */
export function withNext(form: '/login' | '/register', next: string): string {
  return addressWith(form, { next: next === '/' ? null : next })
}
