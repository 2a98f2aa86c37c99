import { z } from 'zod'
import { hiddenNumber, line, text, type Field } from '../../field.js'
import { bodyText, idNumber, lineText, parseForm } from '../../fields.js'
import type { Settings } from '../../forum/site/settings.js'
import { renderBbcode } from '../../text/bbcode-html.js'
import { countPost } from '../form-page.js'
import type { Visit } from '../visit.js'

// An answer to what is not there is a reply all the same.
const answeredPost: Field<number | null> = { ...hiddenNumber, read: z.unknown().transform(idNumber) }

/** The fields of a reply: 描述 is optional; `to` is the post that it answers, by its id. */
export const replyFields = once((settings) => ({ ...writingFields(settings, 0), to: answeredPost }))

/** The fields of a new thread: a subject is needed. */
export const threadFields = once((settings) => writingFields(settings, 1))

/** The fields of a post that is edited, made for the version of it that stood there; the first floor has the thread's subject. */
export const editFields = once((settings) => ({ ...writingFields(settings, 0), version: hiddenNumber }))
export const firstFloorFields = once((settings) => ({
  ...writingFields(settings, 1),
  version: hiddenNumber,
}))

/** The fields when only looked at: nothing may be too long, but what is still missing need not be there. */
const previewFields = once(({ subjectMax, bodyMax }) =>
  z.object({ subject: lineText({ most: subjectMax }), body: bodyText({ least: 0, most: bodyMax }) }),
)

/** The HTML of a text that is to be looked at before it is posted. It is held to the same limits, and counts as a post does. */
export async function previewOf(visit: Visit, body: unknown): Promise<string> {
  const { body: source } = parseForm(previewFields(visit.site.settings), body)
  await countPost(visit)
  return renderBbcode(source)
}

function writingFields({ subjectMax, bodyMin, bodyMax }: Settings, leastSubject: number) {
  return {
    subject: line({ least: leastSubject, most: subjectMax }),
    body: text({ least: bodyMin, most: bodyMax }),
  }
}

// Making a schema costs more than all the statements of a reply: once for each state of the settings.
function once<T>(make: (settings: Settings) => T): (settings: Settings) => T {
  const made = new WeakMap<Settings, { it: T }>()
  return (settings) => {
    const { it } = made.get(settings) ?? { it: make(settings) }
    made.set(settings, { it })
    return it
  }
}
