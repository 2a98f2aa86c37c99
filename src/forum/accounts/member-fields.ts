import { z } from 'zod'
import { checkMemberName } from '../members/member-name.js'
import { badField, type Refusals, type Say } from '../../refusal.js'
import type { Settings } from '../site/settings.js'
import { lineText, parseForm, plainLine, rawText, refuse } from '../../fields.js'
import { checkPassword } from './password-rules.js'

/** The longest e-mail address. RFC 5321, errata 1690. */
const LONGEST_EMAIL = 254

/** A name as it is typed, be it to register or to sign in. */
const typedName = (most: number) => lineText({ least: 1, most })

/** Who wants to sign in: a member's name, or the e-mail address in its place. */
export const signInNameField = typedName(LONGEST_EMAIL)

const email = z.email()

/** An e-mail address as a form field: one line. */
export const emailField = plainLine({ most: LONGEST_EMAIL }).superRefine((text, context) => {
  if (text.length > LONGEST_EMAIL || !email.safeParse(text).success) {
    refuse(context, (t) => t.member.email)
  }
})

// Field by field, so that one that can't be read hides nothing of the others.
const nameForm = z.object({ username: typedName(200) })
const emailForm = z.object({ email: emailField })
const passwordForm = z.object({ password: rawText })

/** Reads who is to become a member from a form, as it was sent. What of it may not be is noted in `refused`. */
export function readNewMember(
  body: unknown,
  refused: Refusals,
  settings: Settings,
  options: { allowReserved?: boolean } = {},
): { username: string; email: string; password: string } {
  const { username } = refused.note(() => parseForm(nameForm, body), { username: '' })
  refused.note(() => requireGoodName(username, settings, options), undefined)
  const { email } = refused.note(() => parseForm(emailForm, body), { email: '' })
  const { password } = refused.note(() => parseForm(passwordForm, body), { password: '' })
  refused.note(() => requireGoodPassword(password, { username, email }, settings), undefined)
  return { username, email, password }
}

/** Throws a Refusal on `username` unless the name may be registered. */
export function requireGoodName(
  name: string,
  settings: Settings,
  options: { allowReserved?: boolean } = {},
): void {
  const { usernameMin: min, usernameMax: max } = settings
  const verdict = checkMemberName(name, { min, max, ...options })
  const said: Record<Exclude<typeof verdict, 'ok'>, Say> = {
    'too-short': (t) => t.member.nameTooShort(min),
    'too-long': (t) => t.member.nameTooLong(max),
    'bad-characters': (t) => t.member.nameCharacters,
    'mixed-scripts': (t) => t.member.nameMixed,
    reserved: (t) => t.member.nameReserved,
  }
  if (verdict !== 'ok') throw badField('username', said[verdict])
}

/** Throws a Refusal on `password` unless it may be used by this member. */
export function requireGoodPassword(
  password: string,
  of: { username: string; email: string },
  settings: Settings,
): void {
  const { passwordMin: min, passwordMax: max, siteName } = settings
  const verdict = checkPassword(password, { ...of, siteName, min, max })
  const said: Record<Exclude<typeof verdict, 'ok'>, Say> = {
    'too-short': (t) => t.member.passwordShort(min),
    'too-long': (t) => t.member.passwordLong(max),
    common: (t) => t.member.passwordCommon,
    'contains-name': (t) => t.member.passwordName,
    'bad-characters': (t) => t.field.badText,
  }
  if (verdict !== 'ok') throw badField('password', said[verdict])
}
