import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { prepareData, sizes } from './bench-data.js'
import { louzhu } from './forum-process.js'

// npm run build && node bench/planner-statistics.js
//
// Writes what `analyze` finds on a board of a million posts to tests/db/fixtures, for tests/db/query-plans.test.ts.
// To be run again after a migration that adds a table or an index. The board is copied first and brought up to date;
// the copy takes a gigabyte in the folder for temporary files (TMPDIR) while this runs.

const size = sizes[0]
const root = join(import.meta.dirname, '..')
const data = join(root, 'bench-data', `posts-${size.posts}`)
const target = join(root, 'tests', 'db', 'fixtures', 'million-posts-statistics.json')

/** Milliseconds; when the generated board ends, in noon of 2026-11-01 in Shanghai. */
const DAY = 86_400_000
const UNTIL = Date.UTC(2026, 10, 1, 4)

// The numbers from 1 to a million, and two that look drawn by lot but are the same on each run.
const numbers = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000)'
const member = `1 + (i * 7919) % ${size.members}`
const thread = `1 + (i * 104729 + i / 20000) % ${size.threads}`

/** What living leaves behind that `generate` does not make: a table without rows would have no statistics. */
const life = {
  // One member in a hundred is online; the others were at some time of the last years.
  online: `update members set online_until = ${UNTIL} - (id % 100) * 10 * ${DAY} + (id * 7919) % ${DAY}`,
  // Two pinned threads in each board, some beyond it.
  pins: `update threads set pin = 1 + (id % 20000 = 0) + (id % 50000 = 0) where id % 2500 = 0`,
  // Every other pin ends some day, and one highlight in a thousand threads.
  ends: `update threads set pin_until = iif(id % 5000 = 0, ${UNTIL} + id, null),
    highlight_until = iif(id % 1000 = 0, ${UNTIL} + id, null) where id % 500 = 0`,
  jobs: `insert into jobs (name, next_at) ${numbers} select 'job' || i, ${UNTIL} + i from n limit 10`,
  settings: `insert or ignore into settings ${numbers} select 'setting' || i, i from n limit 20`,
  moderators: `insert or ignore into board_moderators select boards.id, members.id from boards
    join members on members.id between boards.id * 10 and boards.id * 10 + 2`,
  // Idle sessions end after 14 days: about one of each member, and some of guests who are shown a greeting.
  sessions: `insert into sessions ${numbers} select printf('%064x', i * 2654435761), printf('%043d', i * 40503),
    iif(i % 12 = 0, null, ${member}), '{}', 'Firefox', '192.0.2.1', ${UNTIL} - i * 20000,
    ${UNTIL} - i * 20000, ${UNTIL} + 14 * ${DAY} - i * 20000 from n limit 60000`,
  // Kept for a day, on which some 2,000 forms are sent.
  forms: `insert into form_results ${numbers} select ${member}, printf('%043d', i * 40503),
    printf('%064x', i * 2654435761), ${size.posts} - i, ${UNTIL} - i * 43000 from n limit 2000`,
  // Kept for a month when somebody writes after the sign-in has run out.
  kept: `insert or ignore into kept_forms ${numbers} select ${member}, '/threads/' || (${thread}) || '/reply',
    '{}', ${UNTIL} - i * 2500000 from n limit 1000`,
  // One post in five hundred was removed.
  removed: `update posts set removed_at = created_at, removed_by = author_id where floor > 0 and id % 500 = 0`,
  // One for each thread, each member who has written and each board.
  versions: `insert or ignore into versions select 'thread:' || id, reply_count from threads
    union all select 'member:' || id, 1 + post_count from members where post_count > 0
    union all select 'board:' || id, 1 + post_count from boards`,
  // Visitors of an hour and a half.
  guests: `insert into guests_online ${numbers} select hex(i * 7919), ${UNTIL} - i * 200 from n limit 20000`,
  // Tries of an hour, where several servers count them together.
  tries: `insert into limit_counts ${numbers} select 'posting:' || i, 1, ${UNTIL} - i * 1000 from n limit 3000`,
  facts: `insert or ignore into forum_facts values ('secret-fingerprint', '')`,
  // Marks older than a member's last visit are forgotten: 20 of each who came lately.
  reads: `insert or ignore into thread_reads ${numbers} select 1 + (i * 7919) % 20000, ${thread},
    ${UNTIL} - i * 1000 from n limit 400000`,
  // The starter is told of a reply by somebody else, and has not read the latest.
  notices: `insert into notices (member_id, kind, actor_id, about_kind, about_id, group_key, thread_id, post_id, created_at, is_read)
    select threads.author_id, 'reply', posts.author_id, 'post', posts.id, 'reply:' || threads.id,
      threads.id, posts.id, posts.created_at,
      posts.created_at < ${UNTIL} - 60 * ${DAY}
    from posts join threads on threads.id = posts.thread_id
    where posts.floor > 0 and posts.author_id <> threads.author_id`,
  deeds: `insert into moderation_log (about_kind, about_id, thread_id, moderator_id, deed, undoes, created_at) ${numbers}
    select 'thread', ${thread}, ${thread}, 1 + i % 60, 'highlight', iif(i % 20 = 0, i - 1, null), ${UNTIL} - i * 30000000 from n limit 8000`,
  // `generate` sums up in one entry what are as many as there are posts.
  credits: `insert into credit_entries (member_id, kind, amount, cause, balance_after, created_at)
    select author_id, 'wealth', 1, 'reply', floor, created_at from posts`,
}

if (!existsSync(join(data, 'louzhu.db'))) await prepareData(size, 'sqlite')
const folder = mkdtempSync(join(tmpdir(), 'louzhu-statistics-'))
try {
  const board = new Sqlite(join(data, 'louzhu.db'), { readonly: true })
  await board.backup(join(folder, 'louzhu.db'))
  board.close()
  await louzhu({ DATA_DIR: folder }, 'migrate')
  const copy = new Sqlite(join(folder, 'louzhu.db'))
  writeFileSync(target, statisticsOf(copy))
  copy.close()
} finally {
  rmSync(folder, { recursive: true })
}
console.log(`written: ${target}`)

/** The planner's statistics as JSON, one line a row in an order that stays: table, index and its numbers. */
function statisticsOf(db) {
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -500000')
  for (const statement of Object.values(life)) db.exec(statement)
  const names = db.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
  const empty = names
    .pluck()
    .all()
    .filter((name) => db.prepare(`select 1 from "${name}" limit 1`).get() === undefined)
  if (empty.length > 0)
    throw new Error(`no rows in ${empty.join(', ')}: give them some in bench/planner-statistics.js`)
  db.exec('analyze')
  // Without the samples of sqlite_stat4: the forum drops them after each `analyze`.
  const rows = db
    .prepare("select tbl, coalesce(idx, ''), stat from sqlite_stat1 order by tbl, idx")
    .raw()
    .all()
    .map((row) => row.join(' | '))
  return `${JSON.stringify(rows, null, 2)}\n`
}
