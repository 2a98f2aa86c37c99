import { z } from 'zod'
import { messages } from '../i18n/zh-cn.js'
import { checkMemberName } from '../members/member-name.js'
import { badField } from '../refusal.js'
import type { Settings } from '../site/settings.js'
import { rawText } from '../web/form.js'
import { oneLine } from '../text/code-points.js'
import { checkPassword } from './password-rules.js'

/** An e-mail address as a form field: one line of at most 254 characters. */
export const emailField = rawText.transform(oneLine).superRefine((text, context) => {
  if (text.length > 254 || !z.email().safeParse(text).success) {
    context.addIssue({ code: 'custom', message: messages.member.email })
  }
})

/** Throws a Refusal on `username` unless the name may be registered. */
export function requireGoodName(
  name: string,
  settings: Settings,
  options: { allowReserved?: boolean } = {},
): void {
  const { usernameMin: min, usernameMax: max } = settings
  const verdict = checkMemberName(name, { min, max, ...options })
  const said = {
    'too-short': messages.member.nameTooShort(min),
    'too-long': messages.member.nameTooLong(max),
    'bad-characters': messages.member.nameCharacters,
    'mixed-scripts': messages.member.nameMixed,
    reserved: messages.member.nameReserved,
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
  const said = {
    'too-short': messages.member.passwordShort(min),
    'too-long': messages.member.passwordLong(max),
    common: messages.member.passwordCommon,
    'contains-name': messages.member.passwordName,
    'bad-characters': messages.field.badText,
  }
  if (verdict !== 'ok') throw badField('password', said[verdict])
}
