import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { projectFolder } from '../web/project-folder.js'

/** A text of one line. */
export const sampleLine = z.string().regex(/^.+$/, 'must be one line of text')

/** A text of any number of lines, mostly BBCode. */
export const sampleText = z.string().min(1, 'must be text')

/** A list that something is picked from. */
export const sampleTexts = z.array(sampleText).min(1, 'must have an entry')

/**
 * Reads a file of sample texts by its schema. Throws an Error with a line for each thing that is wrong: the file, the
 * line in it and the entry, as in `samples/boards/chat.yaml:12 [1].subject: must be one line of text`.
 */
export function readSample<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  folder = projectFolder('samples'),
): z.output<Schema> {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { lineCounter: lines })
  // Its message says the line itself.
  if (document.errors.length > 0) throw new Error(`samples/${name}: ${document.errors[0]!.message}`)
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => {
    const { line } = lines.linePos(startOf(document, path))
    return `samples/${name}:${line} ${z.core.toDotPath(path) || 'all of it'}: ${message}`
  })
  throw new Error(wrong.join('\n'))
}

/** Where an entry begins, or, when it is missing, what should hold it. */
function startOf(document: Document, path: readonly PropertyKey[]): number {
  const node = document.getIn(path, true)
  if (isNode(node)) return node.range?.[0] ?? 0
  return path.length === 0 ? 0 : startOf(document, path.slice(0, -1))
}
