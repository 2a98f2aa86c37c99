import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { Refusal } from '../../refusal.js'
import { changed, placesOf } from '../shown.js'
import type { Site } from '../site/site.js'
import type { Thread } from '../threads/thread.js'
import type { Post } from './post.js'
import type { Written } from './written.js'

/** An edit that has passed its checks. `subject` is the thread's for floor 0; `version` is what the editor had read. */
export interface PostEdit {
  post: Post
  thread: Thread
  editorId: number
  subject: string
  text: Written
  version: number
  /** whether it leaves the edit mark */
  isMarked: boolean
  now: number
}

/**
 * Replaces a post's text. Returns false when nothing of it differs, and then leaves everything as it is, the edit mark
 * too. Throws Refusal `conflict` when it has changed since it was read.
 */
export async function editPost(
  db: Db,
  site: Site,
  { post, thread, editorId, subject, text, version, isMarked, now }: PostEdit,
): Promise<boolean> {
  const isFirst = post.floor === 0
  const before = isFirst ? thread.subject : post.subject
  if (post.version === version && post.removedAt === null && post.body === text.body && before === subject)
    return false
  return inTransaction(db, async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('posts')
      .set((eb) => ({
        ...text,
        subject: isFirst ? '' : subject,
        version: eb('version', '+', 1),
        ...(isMarked ? { editedAt: now, editedBy: editorId } : {}),
      }))
      .where('id', '=', post.id)
      .where('version', '=', version)
      .where('removedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      // The same edit clicked twice: it stands already.
      if (post.version === version + 1 && post.body === text.body) return true
      throw new Refusal('conflict', (t) => t.post.changedMeanwhile)
    }
    await changed(db, `thread:${thread.id}`, `member:${post.authorId}`)
    if (!isFirst || subject === thread.subject) return true
    await db.updateTable('threads').set({ subject }).where('id', '=', thread.id).execute()
    await changed(db, ...placesOf(thread, site.boards), 'titles')
    return true
  })
}
