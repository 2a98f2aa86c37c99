import type { BoardAccess } from '../../forum/boards/board.js'
import type { DemoBoardKey } from './texts/demo-text.js'

/** A board of the sample community with its sub-boards. */
export interface DemoBoard {
  key: DemoBoardKey
  name: string
  description: string
  access?: BoardAccess
  subBoards?: DemoBoard[]
}

export const demoSite = {
  name: '老街坊论坛',
  tagline: '街坊们的茶余饭后',
  announcement: '冬季读书月开始了：到“旧书连环画”晒出您最旧的一本书',
}

/** The categories of the sample community in order. banzhu moderates the first board. */
export const demoCategories: { name: string; boards: DemoBoard[] }[] = [
  {
    name: '街坊天地',
    boards: [
      {
        key: 'chat',
        name: '茶余饭后',
        description: '柴米油盐、家长里短，什么都能聊',
        subBoards: [{ key: 'jokes', name: '开心一刻', description: '笑话、段子、身边的乐事' }],
      },
      { key: 'union', name: '工会之家', description: '职工创新、技能比武、权益问答' },
      { key: 'photo', name: '摄影随拍', description: '手机相机都行，拍下身边的好风景' },
    ],
  },
  {
    name: '生活帮',
    boards: [
      { key: 'food', name: '美食厨房', description: '家常菜、海鲜、面食，会做的来露一手' },
      { key: 'health', name: '健康养生', description: '锻炼、饮食、作息，互相提个醒' },
      { key: 'home', name: '家居装修', description: '装修、维修、收纳，过来人的经验' },
      { key: 'kids', name: '亲子教育', description: '上学、作业、假期，家长们的树洞' },
    ],
  },
  {
    name: '收藏与交易',
    boards: [
      {
        key: 'stamps',
        name: '邮票钱币',
        description: '邮品、纪念币、票证的交流与鉴赏',
        subBoards: [{ key: 'books', name: '旧书连环画', description: '小人书、老杂志、绝版书' }],
      },
      { key: 'market', name: '跳蚤市场', description: '闲置转让，当面交易更放心' },
    ],
  },
  {
    name: '兴趣圈',
    boards: [
      { key: 'fishing', name: '钓鱼之家', description: '海钓、塘钓、装备、渔获' },
      { key: 'pets', name: '花鸟鱼虫', description: '养花养鱼、猫狗鸟虫' },
      { key: 'sports', name: '球友跑友', description: '乒乓、羽毛球、跑步、骑行，约起来' },
      { key: 'tech', name: '数码电脑', description: '手机、电脑、网络，有问必答' },
    ],
  },
  {
    name: '站务',
    boards: [
      { key: 'notice', name: '公告栏', description: '站规、活动和通知' },
      { key: 'feedback', name: '意见反馈', description: '建议和问题，版主会一一回复' },
      { key: 'tea', name: '会员茶馆', description: '登录后才能进来坐坐', access: 'members' },
      { key: 'council', name: '版主议事厅', description: '版务讨论', access: 'hidden' },
    ],
  },
]
