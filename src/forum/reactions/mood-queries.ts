import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'

const votes = prepared((db, { threadId, memberId }: { threadId: number; memberId: number }) =>
  db
    .selectFrom('moodCounts')
    .leftJoin('moodVotes', (join) =>
      join
        .onRef('moodVotes.threadId', '=', 'moodCounts.threadId')
        .onRef('moodVotes.moodId', '=', 'moodCounts.moodId')
        .on('moodVotes.memberId', '=', memberId),
    )
    .select(['moodCounts.moodId', 'moodCounts.votes', 'moodVotes.memberId as ownerId'])
    .where('moodCounts.threadId', '=', threadId),
)

/** Votes of a thread by mood, each with whether it is this member's own; moods nobody chose are missing. */
export async function moodVotes(db: Db, threadId: number, memberId: number) {
  return votes.all(db, { threadId, memberId })
}
