/** Notices. */

export const notice = {
  reply: '回复了您的主题',
  replyToPost: '回复了您的帖子',
  quote: '引用了您的帖子',
  moderation: (deed: string) => `对您的主题执行了${deed}操作`,
}

export const notices = {
  unread: (n: string) => `${n} 条未读`,
  readAll: '全部标记为已读',
  kinds: { reply: '回复', quote: '引用', moderation: '管理' },
  manyUnread: (n: string) => `${n} 条以上未读`,
  between: '、',
  people: (n: string) => `等 ${n} 人`,
  about: (subject: string) => `《${subject}》`,
  saidBy: (name: string, text: string) => `${name}：${text}`,
  gone: '那一楼已经被删除。',
  older: '更早的通知',
  noOlder: '没有更早的通知了',
  toNewest: '最新的通知',
  none: '还没有通知',
  noneText: '有人回复您的主题、引用您的话，或者版主处理了您的帖子，都会在这里告诉您。',
  noneLink: '去首页看看新帖',
}
