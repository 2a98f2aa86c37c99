import type { Refusal } from '../refusal.js'

/** Errors as the forms show them. */
export interface FormErrors {
  summary: string | null
  fields: Record<string, string>
}

export const noErrors: FormErrors = { summary: null, fields: {} }

/** Errors of a refusal, for the form it came from. */
export function formErrors(refusal: Refusal): FormErrors {
  return { summary: refusal.message, fields: refusal.fields }
}
