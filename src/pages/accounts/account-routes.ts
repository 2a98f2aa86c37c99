import {
  endSessions,
  profileForm,
  refillPassword,
  savePassword,
  showPasswordForm,
  showSessions,
} from './account-pages.js'
import { createMember, refillRegister, showRegister } from './register-pages.js'
import { createSession, endCurrentSession, refillSignIn, refillSignOut, showSignIn } from './sign-in-pages.js'
import { anyone, mayWrite, signedIn } from '../guards.js'
import { createDiscard } from '../parts/kept-form-pages.js'
import { form, page, post, type Route } from '../route.js'

export const accountRoutes: Route[] = [
  page('/register', anyone, showRegister, [3, 10, 12_000]),
  post('/register', anyone, createMember, { refill: refillRegister }),
  page('/login', anyone, showSignIn, [3, 10, 12_000]),
  post('/login', anyone, createSession, { refill: refillSignIn }),
  post('/logout', anyone, endCurrentSession, { refill: refillSignOut }),
  ...form({ at: '/account', sentBy: mayWrite }, signedIn, profileForm, [6, 10, 16_000]),
  page('/account/password', signedIn, showPasswordForm, [5, 10, 12_000]),
  post('/account/password', signedIn, savePassword, {
    refill: refillPassword,
    form: '/account/password',
  }),
  page('/account/sessions', signedIn, showSessions, [5, 10, 20_000]),
  post('/account/sessions', signedIn, endSessions, { form: '/account/sessions' }),
  post('/drafts/discard', signedIn, createDiscard),
]
