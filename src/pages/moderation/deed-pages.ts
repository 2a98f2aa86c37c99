import { flag, line, type Fields, type Values } from '../../field.js'
import { typed } from '../../fields.js'
import { isOffered, isPlainState, mayChange, type StateDeed } from '../../forum/moderation/deeds/deed.js'
import { deedTitle, loggedName } from '../../forum/moderation/deeds/thread-deeds.js'
import { doDeed } from '../../forum/moderation/do-deed.js'
import { moderationRefusal, REASON_MAX } from '../../forum/moderation/moderation.js'
import { highlightClass } from '../../forum/threads/highlight.js'
import type { Thread } from '../../forum/threads/thread.js'
import { messages } from '../../i18n/zh-cn.js'
import { Refusal } from '../../refusal.js'
import type { FormPage } from '../form-page.js'
import { trailTo } from '../parts/board-cells.js'
import { requestedThread } from '../parts/requested-thread.js'
import { memberOf, type Visit } from '../visit.js'
import { standingInWords } from './deed-words.js'

/** Code points of a reason picked from the site's list. */
const PICK_MAX = 1000

/** What every deed asks beside its own fields. */
const reasonFields = {
  reason: line({ most: REASON_MAX }),
  reasonPick: line({ most: PICK_MAX }),
  notify: flag,
}

/** What stands in the form when its button for cancelling was pressed. */
const cancelFields = { cancel: flag, ...reasonFields }

/** GET and POST /threads/:id/moderation/DEED; its button for cancelling, or nothing chosen, cancels. */
export function deedForm(
  deed: StateDeed,
): FormPage<Thread, Fields, { isChanged: boolean; isCancelled: boolean }> {
  const fields: Fields = { ...deed.fields, ...reasonFields }
  const isCancelled = (given: Partial<Values<Fields>>) =>
    given.cancel === true || (deed.choosesNothing?.(given) ?? false)

  return {
    view: 'moderation/deed',

    // Who may do nothing here gets no form back either.
    load: async (visit, req) => {
      const thread = await requestedThread(visit, req)
      const refusal = moderationRefusal(visit.viewer, thread, visit.site)
      if (refusal) throw refusal
      return thread
    },

    permit: (visit, thread) => {
      if (!mayChange(deed, memberOf(visit), { thread, now: visit.now }))
        throw new Refusal('forbidden', (t) => t.moderation.notOffered)
    },

    // Whoever cancels is asked nothing of what else stands in the form.
    fields: (_visit, _thread, sent) => (typed(sent, 'cancel') === '1' ? cancelFields : fields),
    start: ({ now }, thread) => {
      const start = deed.start(deed.stands(thread, now), now)
      return { ...start, reason: '', reasonPick: '', notify: true }
    },
    around: (visit, thread) => aroundDeed(visit, thread, deed),

    check: (visit, thread, given, refused) => {
      const [first] = Object.keys(deed.fields)
      const isStanding = !isPlainState(deed, deed.stands(thread, visit.now))
      if (first && given.cancel === undefined && isCancelled(given) && !isStanding)
        refused.add(first, (t) => t.moderation.nothingToCancel)
      if (!isOffered(deed, memberOf(visit), given))
        throw new Refusal('forbidden', (t) => t.moderation.notOffered)
    },

    send: async (visit, thread, values) => {
      const { db, site, now } = visit
      const { reason, reasonPick, notify } = values as Values<typeof reasonFields>
      const picked = site.settings.highlightReasons.includes(reasonPick) ? reasonPick : ''
      const [outcome] = await doDeed(db, site, {
        deed,
        threads: [thread],
        wants: (stands) => (isCancelled(values) ? deed.plain : deed.wants(values, stands, now)),
        by: { moderatorId: memberOf(visit).id, reason: reason || picked, tellsAuthor: notify, now },
      })
      return { isChanged: outcome!.logId !== null, isCancelled: isCancelled(values) }
    },

    done: (_visit, thread, { isChanged, isCancelled }) => {
      const said = messages.moderation.done(deedTitle(loggedName(deed, isCancelled), messages))
      return { to: `/threads/${thread.id}`, said: isChanged ? said : messages.done.nothing }
    },
  }
}

function aroundDeed({ viewer, site, now, calendar }: Visit, thread: Thread, deed: StateDeed) {
  const href = `/threads/${thread.id}`
  const title = messages.moderation.titles[deed.name]
  const state = deed.stands(thread, now)
  return {
    title,
    trail: trailTo(site, thread.boardId, { name: thread.subject, href }, { name: title, href: null }),
    action: `${href}/moderation/${deed.name}`,
    thread: { id: thread.id, subject: thread.subject, href, highlightClass: highlightClass(thread, now) },
    deed: deed.name,
    cancelText: messages.moderation.deeds[`cancel-${deed.name}`],
    isStanding: !isPlainState(deed, state),
    drawn: Object.entries(deed.fields).map(([name, { kind, choices = [] }]) => ({
      name,
      kind,
      choices: choices.filter((each) => viewer && (deed.offers?.(viewer, each) ?? true)),
    })),
    reasons: site.settings.highlightReasons,
    standing: standingInWords(deed, state, { calendar }),
  }
}
