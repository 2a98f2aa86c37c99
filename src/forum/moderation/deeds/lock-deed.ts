import { threadDeed } from './deed.js'

/** 锁定: nobody replies any more but the board's moderators, and authors leave their posts as they are. PHPWind 2.4. */
export const lock = threadDeed({
  name: 'lock',
  fields: {},
  plain: { locked: 0 },
  stands: ({ locked }) => ({ locked }),
  start: () => ({}),
  wants: () => ({ locked: 1 }),
  says: (_state, t) => [t.moderation.deeds.lock],
})
