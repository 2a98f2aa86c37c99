/** A table that moves with the forum. `key`: its primary key. */
export interface MovedTable {
  name: string
  key: readonly string[]
  /** the column by which a row points at another row of the same table */
  parent?: string
}

/** Every table, each after those its rows point at. Column and table names are the database's. */
export const movedTables: MovedTable[] = [
  { name: 'settings', key: ['name'] },
  { name: 'versions', key: ['name'] },
  { name: 'forum_facts', key: ['name'] },
  { name: 'limit_counts', key: ['key'] },
  { name: 'guests_online', key: ['guest_key'] },
  { name: 'jobs', key: ['name'] },
  { name: 'site_counters', key: ['name'] },
  { name: 'daily_posts', key: ['day'] },
  { name: 'groups', key: ['id'] },
  { name: 'levels', key: ['id'] },
  { name: 'moods', key: ['id'] },
  { name: 'credit_kinds', key: ['id'] },
  { name: 'credit_awards', key: ['cause', 'kind'] },
  { name: 'members', key: ['id'] },
  { name: 'credit_balances', key: ['member_id', 'kind'] },
  { name: 'credit_entries', key: ['id'] },
  { name: 'sessions', key: ['id_hash'] },
  { name: 'form_results', key: ['member_id', 'form_id', 'content_hash'] },
  { name: 'kept_forms', key: ['member_id', 'path'] },
  { name: 'boards', key: ['id'], parent: 'parent_id' },
  { name: 'board_moderators', key: ['board_id', 'member_id'] },
  { name: 'threads', key: ['id'] },
  { name: 'posts', key: ['id'] },
  { name: 'thread_reads', key: ['member_id', 'thread_id'] },
  { name: 'mood_votes', key: ['thread_id', 'member_id'] },
  { name: 'mood_counts', key: ['thread_id', 'mood_id'] },
  { name: 'moderation_log', key: ['id'] },
  { name: 'notices', key: ['id'] },
]
