import type { Kysely } from 'kysely'

/** The tables as they were when this migration was written; the schema of today may differ. */
interface TablesThen {
  groups: Row
  levels: Row
  creditKinds: Row
  creditAwards: Row
  moods: Row
  versions: Row
  siteCounters: Row
}

type Row = Record<string, string | number>

/** PHPWind's stock limits, as rows that a webmaster can change: (2.5) groups and levels, (2.6) credits, (1.14) moods. */
export async function up(db: Kysely<TablesThen>): Promise<void> {
  const rest = {
    may_post: 1,
    may_moderate: 'no',
    may_act_on: '',
    may_administer: 0,
    flood_seconds: 3,
    signature_length: 200,
  }
  const staff = 'administrator super-moderator moderator'
  await db
    .insertInto('groups')
    .values([
      {
        ...rest,
        id: 'founder',
        title: '创始人',
        rank: 100,
        may_moderate: 'everywhere',
        may_act_on: `founder ${staff}`,
        may_administer: 1,
        flood_seconds: 0,
      },
      {
        ...rest,
        id: 'administrator',
        title: '管理员',
        rank: 90,
        may_moderate: 'everywhere',
        may_act_on: staff,
        may_administer: 1,
        flood_seconds: 0,
      },
      {
        ...rest,
        id: 'super-moderator',
        title: '总版主',
        rank: 80,
        may_moderate: 'everywhere',
        may_act_on: staff,
        flood_seconds: 0,
      },
      {
        ...rest,
        id: 'moderator',
        title: '论坛版主',
        rank: 70,
        may_moderate: 'own-boards',
        may_act_on: 'moderator',
        flood_seconds: 0,
      },
      { ...rest, id: 'member', title: '会员', rank: 10 },
      { ...rest, id: 'banned', title: '禁止发言', rank: 0, may_post: 0, signature_length: 0 },
    ])
    .execute()

  await db
    .insertInto('levels')
    .values([
      { id: 1, title: '新手上路', min_points: 0, flood_seconds: 5, signature_length: 30 },
      { id: 2, title: '侠客', min_points: 100, flood_seconds: 5, signature_length: 50 },
      { id: 3, title: '骑士', min_points: 300, flood_seconds: 3, signature_length: 100 },
      { id: 4, title: '圣骑士', min_points: 600, flood_seconds: 3, signature_length: 150 },
      { id: 5, title: '精灵王', min_points: 1000, flood_seconds: 3, signature_length: 200 },
      { id: 6, title: '风云使者', min_points: 5000, flood_seconds: 3, signature_length: 200 },
      { id: 7, title: '光明使者', min_points: 10000, flood_seconds: 3, signature_length: 200 },
      { id: 8, title: '天使', min_points: 50000, flood_seconds: 1, signature_length: 200 },
    ])
    .execute()

  await db
    .insertInto('creditKinds')
    .values([
      { id: 'wealth', title: '财富', unit: '鼎币', position: 1 },
      { id: 'prestige', title: '威望', unit: '点', position: 2 },
      { id: 'contribution', title: '贡献值', unit: '点', position: 3 },
      { id: 'coin', title: '会员币', unit: '个', position: 4 },
      { id: 'praise', title: '好评度', unit: '点', position: 5 },
    ])
    .execute()

  await db
    .insertInto('creditAwards')
    .values([
      { cause: 'thread', kind: 'wealth', amount: 1 },
      { cause: 'thread', kind: 'prestige', amount: 1 },
      { cause: 'reply', kind: 'wealth', amount: 1 },
      { cause: 'removed-reply', kind: 'wealth', amount: -1 },
    ])
    .execute()

  await db
    .insertInto('moods')
    .values(
      ['精彩', '感动', '搞笑', '开心', '愤怒', '无聊', '灌水'].map((title, index) => ({
        id: index + 1,
        title,
        voter_wealth: 1,
        author_wealth: title === '无聊' ? 0 : title === '灌水' ? -2 : 1,
      })),
    )
    .execute()

  await db.insertInto('versions').values({ name: 'site', version: 1 }).execute()
  await db
    .insertInto('siteCounters')
    .values([
      { name: 'members', value: 0 },
      { name: 'online-record', value: 0 },
    ])
    .execute()
}
