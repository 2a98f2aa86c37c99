import { fieldsToKeep } from '../../forum/forms/kept-form.js'

/** Fields of the registration form that forms whose text it carries may have as well; the text's go by other names. */
const SHARED = new Map([
  ['formId', 'keptFormId'],
  ['email', 'keptEmail'],
])
const ORIGINAL = new Map([...SHARED].map(([own, carried]) => [carried, own]))

type Field = { name: string; value: string }

/** What a form's writer would miss, as the registration form carries it along. */
export function carriedNames(fields: Field[]): Field[] {
  return fields.map(({ name, value }) => ({ name: SHARED.get(name) ?? name, value }))
}

/** The form whose text the registration form carried along, as it was typed: without what belongs to the registration. */
export function carriedForm(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return {}
  const entries = Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    SHARED.has(name) ? [] : [[ORIGINAL.get(name) ?? name, value] as const],
  )
  return Object.fromEntries(entries)
}

/** What of it is to be carried on. */
export function carriedFields(body: unknown): Field[] {
  return fieldsToKeep(carriedForm(body))
}
