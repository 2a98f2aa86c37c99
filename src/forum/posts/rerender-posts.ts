import type { Db } from '../../db/database.js'
import { inTransaction } from '../../db/transaction.js'
import { siteChanged } from '../shown.js'
import { renderSignature, RENDERER_VERSION } from '../../text/bbcode-html.js'
import { written } from './written.js'

/** Posts rendered in one transaction: few enough that a running server never waits long. */
const BATCH = 300

/**
 * Renders posts made by another renderer version anew (`all`: every post) and returns how many. May be stopped and
 * started again. `onProgress` is called with the number done so far.
 */
export async function rerenderPosts(
  db: Db,
  { all, onProgress }: { all: boolean; onProgress?: (done: number) => void },
): Promise<number> {
  let done = 0
  let lastId = 0
  for (;;) {
    const query = db
      .selectFrom('posts')
      .select(['id', 'body'])
      .where('id', '>', lastId)
      .orderBy('id')
      .limit(BATCH)
    const posts = await (all ? query : query.where('rendererVersion', '!=', RENDERER_VERSION)).execute()
    if (posts.length === 0) break
    const rendered = posts.map(({ id, body }) => ({ id, ...written(body) }))
    await inTransaction(db, async (db) => {
      for (const { id, body, bodyHtml, rendererVersion } of rendered) {
        // The source is compared, so that an edit made meanwhile is not covered up.
        await db
          .updateTable('posts')
          .set({ bodyHtml, rendererVersion })
          .where('id', '=', id)
          .where('body', '=', body)
          .execute()
      }
    })
    done += posts.length
    lastId = posts.at(-1)!.id
    onProgress?.(done)
  }
  await siteChanged(db)
  return done
}

/** Renders all signatures anew; they are short, and none is left as an older renderer made it. */
export async function rerenderSignatures(db: Db): Promise<number> {
  const members = await db
    .selectFrom('members')
    .select(['id', 'signature'])
    .where('signature', '!=', '')
    .execute()
  for (let start = 0; start < members.length; start += BATCH) {
    await inTransaction(db, async (db) => {
      for (const { id, signature } of members.slice(start, start + BATCH)) {
        const signatureHtml = renderSignature(signature)
        await db
          .updateTable('members')
          .set({ signatureHtml })
          .where('id', '=', id)
          .where('signature', '=', signature)
          .execute()
      }
    })
  }
  await siteChanged(db)
  return members.length
}
