/** A hand-written thread of the sample community: bodies and replies are BBCode, the replies in order of floor. */
export interface DemoThread {
  subject: string
  body: string
  replies: string[]
}

/** The boards of the sample community, by the keys its texts use. */
export type DemoBoardKey =
  | 'chat'
  | 'jokes'
  | 'union'
  | 'photo'
  | 'food'
  | 'health'
  | 'home'
  | 'kids'
  | 'stamps'
  | 'books'
  | 'market'
  | 'fishing'
  | 'pets'
  | 'sports'
  | 'tech'
  | 'notice'
  | 'feedback'
  | 'tea'
  | 'council'
