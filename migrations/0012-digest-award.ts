import { sql, type Kysely } from 'kysely'

/** What 精华 gives its author by PHPWind 2.6, unless the webmaster has decided otherwise. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into credit_awards (cause, kind, amount) select 'digest', 'prestige', 10
    where exists (select 1 from credit_kinds where id = 'prestige')
    on conflict do nothing`.execute(db)
}
