import type { Request, Response } from 'express'
import { messages } from '../../i18n/zh-cn.js'
import { Refusal } from '../../refusal.js'
import { typed } from '../../fields.js'
import { discardKeptForm, fieldsToKeep, keepForm, mayKeep } from '../../forum/forms/kept-form.js'
import { memberOf, type Visit } from '../visit.js'

/** POST /drafts/discard: throws away what was kept for a form, which its writer no longer wants, and shows it empty. */
export async function createDiscard(visit: Visit, req: Request, res: Response): Promise<void> {
  const path = typed(req.body, 'path')
  if (!visit.isForm(path)) throw new Refusal('invalid', (t) => t.field.bad)
  await discardKeptForm(visit.db, memberOf(visit).id, path)
  req.session.flash = { kind: 'good', text: messages.done.discarded }
  res.redirect(303, path)
}

/**
 * Keeps what travelled along while somebody signed in, for the form at `next` that it was typed into. Returns false when
 * it is more than any form could take: then it must be shown at once.
 */
export async function keepCarried(
  { db, site, now, isForm }: Visit,
  body: unknown,
  { memberId, next }: { memberId: number; next: string },
): Promise<boolean> {
  const fields = fieldsToKeep(body)
  const [path = ''] = next.split(/[?#]/)
  if (fields.length === 0 || !isForm(path)) return true
  if (!mayKeep(fields, site.settings.bodyMax)) return false
  await keepForm(db, { memberId, path, fields, now })
  return true
}
