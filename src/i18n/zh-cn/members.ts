/** Members as others see them. */

type PanelLine = 'id' | 'digests' | 'posts' | 'onlineHours' | 'registeredAt' | 'lastLoginAt'
interface PanelFigures {
  id: number
  digests: number
  posts: number
  onlineHours: number
  registeredAt: number
  lastLoginAt: number | null
}

export const people = {
  nobody: '匿名',
  gone: '该会员已不在本站',
}

export const members = {
  online: '在线',
  offline: '离线',
  starter: '楼主',
  more: '更多资料',
  lines: {
    level: '级别',
    id: 'UID',
    digests: '精华',
    posts: '发帖',
    onlineHours: '在线时间',
    registeredAt: '注册时间',
    lastLoginAt: '最后登录',
  },
  /** The value of one line of the member panel. */
  line: (key: PanelLine, member: PanelFigures, h: { day: (ms: number) => string }): string => {
    if (key === 'onlineHours') return `${member.onlineHours}(时)`
    if (key === 'registeredAt') return h.day(member.registeredAt)
    if (key === 'lastLoginAt') return member.lastLoginAt === null ? '—' : h.day(member.lastLoginAt)
    return String(member[key])
  },
  points: (n: string) => `总积分 ${n}`,
  nextLevel: (title: string, missing: string) => `距“${title}”还差 ${missing} 分`,
  editSelf: '修改头衔与签名',
  threads: '发表的主题',
  replies: '最近的回复',
  replyCount: (n: string) => `${n} 回复`,
  threadTotal: (n: string) => `共 ${n} 个`,
  latestThreads: (shown: number, n: string) => `最近 ${shown} 个，共 ${n} 个`,
  noThreads: '还没有发表过主题',
  noThreadsSelf: '您还没有发表过主题',
  noThreadsSelfText: '挑一个感兴趣的版块，和大家打个招呼吧。',
  noReplies: '还没有回复过别人',
  noRepliesSelf: '您还没有回复过别人',
  noRepliesSelfText: '看到有意思的主题，去抢个沙发。',
}
