import { deedsOfBoards } from './board-deeds-seen.js'
import { deedsOfMembers } from './members-deeds-seen.js'
import { deedsOfModerators } from './moderators-deeds-seen.js'
import { deedsOfPosts } from './posts-deeds-seen.js'
import type { SeenDeed } from './seen-deed.js'
import { deedsOfUpkeep } from './upkeep-deeds-seen.js'

/** Every deed that a visitor can see, by what it makes. `NAME-deeds-exact.test.ts` does those of a list. */
export const seenDeeds = {
  posts: deedsOfPosts,
  members: deedsOfMembers,
  moderators: deedsOfModerators,
  boards: deedsOfBoards,
  upkeep: deedsOfUpkeep,
} satisfies Record<string, Record<string, SeenDeed>>

/** Deeds of the site map that change nothing at once on any page a visitor is shown, each with the reason. */
export const unseenDeeds: Record<string, string> = {
  'post /login': 'who is online and when members were here last may lag',
  'post /logout': 'who is online may lag',
  'post /mark-read': 'only the member sees what is new',
  'post /notices/read': 'only the member sees their notices',
  'post /account/password': 'nobody sees a password',
  'post /account/sessions': 'only the member sees their sessions',
  'post /drafts/discard': 'only the member sees what is kept for them',
  'post /first-steps/dismiss': 'only the founder of a new forum sees what to do next',
  'post /setup': 'no page is kept while it is open',
}
