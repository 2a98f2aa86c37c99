/** The index, boards, and a forum that is still empty. */

export const boards = {
  today: '今日',
  yesterday: '昨日',
  record: '最高日',
  threads: '主题',
  posts: '帖子',
  members: '会员',
  welcome: '欢迎新会员',
  announcement: '公告：',
  categoryModerators: '分类版主：',
  moderators: '版主：',
  subBoards: '子版：',
  subBoardsHead: '子版块',
  boardsHere: '本区版块',
  counts: '主题 / 帖子',
  last: '最后发表',
  hasNew: '有新帖',
  hasNoNew: '没有新帖',
  todayPosts: (n: string) => `今日 ${n}`,
  noThreadsYet: '还没有主题',
  access: { open: '公开', members: '会员可见', hidden: '隐藏' },
  accessHint: {
    open: '人人可看。',
    members: '登录后才能浏览本版。',
    hidden: '只有指定的用户组看得到本版。',
  },
  markAllRead: '全部标为已读',
  emptyCategoryHead: '这个分类里还没有版块',
  emptyCategory: '这里还没有版块，站长正在布置，过些时候再来看看。',
  noBoards: '论坛刚刚开张',
  noBoardsText: '还没有版块，站长正在布置，过些时候再来看看。',
  online: '在线用户',
  onlineLine: (total: string, members: string, guests: string) =>
    `共 ${total} 人在线，${members} 位会员，${guests} 位访客`,
  onlineRecord: (record: string, day: string) => `，最多 ${record} 人（${day}）`,
  onlineMore: (n: string) => `等另外 ${n} 位`,
  groupsShown: '图例：',
  nobodyOnline: '眼下没有会员在线。',
}

export const emptyForum = {
  noBoards: { text: '还没有版块。先新建一个分类，再在分类里新建版块。', linkText: '去新建版块' },
  noBoardsForYou: { text: '这里还没有您能浏览的版块。', linkText: null },
  write: { text: '论坛刚刚开张，还没有人发帖。', linkText: '发第一帖' },
  register: { text: '论坛刚刚开张，还没有人发帖。', linkText: '注册会员，来发第一帖' },
  wait: { text: '论坛刚刚开张，还没有人发帖，过些时候再来看看。', linkText: null },
}
