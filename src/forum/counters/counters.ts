import { sql, type RawBuilder } from 'kysely'
import { CLOCKS_APART } from '../../calendar.js'

/** A counter that deeds increment, with the query that counts it anew. */
export interface Counter {
  table: string
  column: string
  /** what tells one row of the table from another; its id when left out */
  key?: readonly string[]
  /** `now` in milliseconds: what a wrong clock has dated beyond it orders nothing before the present */
  expected: (now: number) => RawBuilder<number>
}

/** Every counter of the database but those of a day, which need the site's calendar (see day-counters.ts). */
export const counters: Counter[] = [
  {
    table: 'threads',
    column: 'reply_count',
    // All by an index less the removed: posts are long, a thread may have very many, and none that stands is read.
    expected: () => sql`(
      (select count(*) from posts where thread_id = threads.id and floor > 0)
      - (select count(*) from posts where thread_id = threads.id and floor > 0 and removed_at is not null))`,
  },
  {
    table: 'threads',
    column: 'next_floor',
    expected: () => sql`(select max(floor) + 1 from posts where thread_id = threads.id)`,
  },
  {
    table: 'threads',
    column: 'last_post_at',
    expected: (now) => sql`(
      select ${presentTime(now, 'last_post_at')} from posts
      where thread_id = threads.id and removed_at is null order by floor desc limit 1)`,
  },
  {
    table: 'threads',
    column: 'created_at',
    expected: (now) => sql`(
      select ${presentTime(now, 'created_at')} from posts where thread_id = threads.id and floor = 0)`,
  },
  {
    table: 'threads',
    column: 'last_author_id',
    expected: () =>
      sql`(select author_id from posts where thread_id = threads.id and removed_at is null order by floor desc limit 1)`,
  },
  {
    table: 'boards',
    column: 'thread_count',
    expected: () => sql`(select count(*) from threads where board_id = boards.id)`,
  },
  {
    table: 'boards',
    column: 'post_count',
    expected: () => sql`(select coalesce(sum(reply_count + 1), 0) from threads where board_id = boards.id)`,
  },
  {
    table: 'boards',
    column: 'last_thread_id',
    expected: () =>
      sql`(select id from threads where board_id = boards.id order by last_post_at desc, id desc limit 1)`,
  },
  {
    table: 'members',
    column: 'post_count',
    expected: () => sql`(select count(*) from posts where author_id = members.id and removed_at is null)`,
  },
  {
    table: 'members',
    column: 'thread_count',
    expected: () => sql`(select count(*) from threads where author_id = members.id)`,
  },
  {
    table: 'members',
    column: 'digest_count',
    expected: () => sql`(select count(*) from threads where author_id = members.id and digest > 0)`,
  },
  {
    table: 'mood_counts',
    column: 'votes',
    key: ['thread_id', 'mood_id'],
    expected: () =>
      sql`(select count(*) from mood_votes where thread_id = mood_counts.thread_id and mood_id = mood_counts.mood_id)`,
  },
  {
    table: 'credit_balances',
    column: 'balance',
    key: ['member_id', 'kind'],
    expected: () =>
      sql`(select coalesce(sum(amount), 0) from credit_entries where member_id = credit_balances.member_id and kind = credit_balances.kind)`,
  },
]

/** For a SET: the counter as it is counted anew. What can't be counted, like the last post of a thread without any, stays. */
export function countedAnew({ column, expected }: Counter, now: number): RawBuilder<unknown> {
  return sql`${sql.ref(column)} = coalesce(${expected(now)}, ${sql.ref(column)})`
}

/**
 * The time of a post as its thread has it in `column`. Of one dated ahead the thread has when that was brought back, which
 * may be any time until now.
 */
function presentTime(now: number, column: 'last_post_at' | 'created_at') {
  const ahead = sql.lit(now + CLOCKS_APART)
  const own = sql.ref(`threads.${column}`)
  return sql`case
    when posts.created_at <= ${ahead} then posts.created_at when ${own} <= ${ahead} then ${own} else ${sql.lit(now)} end`
}
