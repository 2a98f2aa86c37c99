import { choice } from '../../../field.js'
import { addDigests } from '../../counters/tally.js'
import { awardCredits, takeAwardBack } from '../../credits/change-credit.js'
import { threadDeed } from './deed.js'

/** 精华 I and II. The author's 精华 and credits follow when it becomes one, and when it is none any more. PHPWind 2.4, 2.6. */
export const digest = threadDeed({
  name: 'digest',
  fields: { grade: choice(['1', '2']) },
  plain: { digest: 0 },
  stands: ({ digest }) => ({ digest }),
  start: ({ digest }) => ({ grade: digest === 2 ? ('2' as const) : ('1' as const) }),
  wants: ({ grade }) => ({ digest: Number(grade) }),

  along: async (db, site, { thread, before, after, now }) => {
    const sign = Math.sign(after.digest) - Math.sign(before.digest)
    if (sign === 0) return
    const { authorId } = thread
    await addDigests(db, authorId, sign)
    if (sign > 0) await awardCredits(db, site, authorId, 'digest', now)
    else await takeAwardBack(db, site, authorId, { given: 'digest', cause: 'cancel-digest', now })
  },

  shows: ({ thread }) => [`member:${thread.authorId}`],
  says: (state, t) => [t.moderation.digests[state.digest]!],
})
