import type { Request, Response } from 'express'
import { memberOf, type Visit } from '../visit.js'
import { messages } from '../../i18n/zh-cn.js'
import { badField } from '../../refusal.js'
import { requestedThread } from '../parts/requested-thread.js'
import { typed } from '../../fields.js'
import { castMood } from '../../forum/reactions/cast-mood.js'

/** POST /threads/:id/mood */
export async function createMoodVote(visit: Visit, req: Request, res: Response): Promise<void> {
  const thread = await requestedThread(visit, req)
  const mood = visit.site.moods.find((mood) => String(mood.id) === typed(req.body, 'mood'))
  if (!mood) throw badField('mood', (t) => t.mood.unknown)
  await castMood(visit.db, { thread, voter: memberOf(visit), mood, now: visit.now })
  req.session.flash = { kind: 'good', text: messages.mood.thanks(mood.title) }
  res.redirect(303, `/threads/${thread.id}#moods`)
}
