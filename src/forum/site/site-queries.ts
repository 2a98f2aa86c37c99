import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { prepared } from '../../db/prepared.js'

interface Figures {
  today: number | null
  yesterday: number | null
  record: number | null
  members: number
  onlineRecord: number
  onlineRecordAt: number
  newestId: number | null
  newestName: string | null
}

const figures = prepared((db, { today, yesterday }: { today: string; yesterday: string }) => {
  const query = sql<Figures>`
    select
      (select posts from daily_posts where day = ${today}) as today,
      (select posts from daily_posts where day = ${yesterday}) as yesterday,
      (select max(posts) from daily_posts) as record,
      (select value from site_counters where name = 'members') as members,
      online.value as online_record,
      online.at as online_record_at,
      newest.id as newest_id,
      newest.username as newest_name
    from site_counters as online
    left join (select id, username from members order by registered_at desc, id desc limit 1) as newest on 1 = 1
    where online.name = 'online-record'`
  return { compile: () => query.compile(db) }
})

/** The figures on top of the index, in one statement. Days are the site's, like 2026-11-22. */
export async function siteFigures(db: Db, today: string, yesterday: string): Promise<Figures> {
  return (await figures.first(db, { today, yesterday }))!
}
