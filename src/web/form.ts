import type { Words } from '../i18n/zh-cn.js'
import type { Refusal } from '../refusal.js'

/** Errors as the forms show them. */
export interface FormErrors {
  summary: string | null
  fields: Record<string, string>
}

export const noErrors: FormErrors = { summary: null, fields: {} }

/** Errors of a refusal, said in these words, for the form it came from. */
export function formErrors(refusal: Refusal, words: Words): FormErrors {
  const fields = Object.entries(refusal.fields).map(([field, say]) => [field, say(words)])
  return { summary: refusal.say(words), fields: Object.fromEntries(fields) as Record<string, string> }
}
