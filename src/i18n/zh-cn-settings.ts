/** What is said of the settings a webmaster can change. An entry in `forum/site/settings/` without words here does not compile. */

/** How a setting is spoken of. */
export interface SettingWords {
  title: string
  /** what it does, in a sentence or two */
  help: string
  /** how its value is written, where its kind and bounds don't say enough */
  form?: string
  /** what else a webmaster may call it who looks for it */
  find: string[]
}

export const settingGroups = {
  site: '网站',
  members: '注册与会员',
  questions: '验证问题',
  reading: '看帖',
  writing: '发帖',
  moderation: '管理',
  limits: '防灌水',
}

export const settingUnits = {
  characters: '字',
  seconds: '秒',
  minutes: '分钟',
  floors: '楼',
  threads: '个主题',
  entries: '条',
  replies: '个回复',
  posts: '帖',
  people: '人',
  times: '次',
}

export const settingWords = {
  siteName: {
    title: '论坛名称',
    help: '显示在每一页的页首和标题里。',
    find: ['站名', '网站名称', '标题', '名字'],
  },
  siteTagline: {
    title: '口号',
    help: '一句话，显示在论坛名称旁边；留空就不显示。',
    find: ['副标题', '简介', '标语', '宣传语'],
  },
  announcement: {
    title: '公告',
    help: '显示在首页上方的一行字；留空就没有公告。',
    find: ['通告', '站务', '通知'],
  },
  announcementLink: {
    title: '公告的链接',
    help: '点公告会打开本站的哪一页；留空就没有链接。',
    form: '本站的一个地址，以 / 开头，如 /threads/1；不要链接就留空',
    find: ['通告', '地址', '网址'],
  },
  firstSteps: {
    title: '开张指引',
    help: '开张时有多少会员，安装时自动写下。不是 0 的时候，站长在首页看得到“接下来的四件事”；改成 0 就不再显示。',
    find: ['新手', '安装', '引导', '接下来的四件事'],
  },
  timeZone: {
    title: '时区',
    help: '全站的日期和时间按哪里的钟来写，“今日”从哪里的零点算起。',
    form: '时区的名字，如 Asia/Shanghai',
    find: ['时间', '钟', '日期', '北京时间'],
  },
  readOnly: {
    title: '只读',
    help: '打开后大家都能看，谁也不能发帖和修改：搬家或维护的时候用。',
    find: ['维护', '关站', '禁止发帖', '搬家'],
  },

  registrationOpen: {
    title: '开放注册',
    help: '关闭后不能再注册新会员；已有的会员照常登录。',
    find: ['注册', '新会员', '关闭注册'],
  },
  usernameMin: {
    title: '用户名最短',
    help: '新用户名至少要多少字；已有的用户名不受影响。',
    find: ['注册', '名字长度', '用户名长度'],
  },
  usernameMax: {
    title: '用户名最长',
    help: '新用户名最多可以有多少字；已有的用户名不受影响。',
    find: ['注册', '名字长度', '用户名长度'],
  },
  passwordMin: {
    title: '密码最短',
    help: '新密码至少要多少个字符；已有的密码不受影响。',
    find: ['注册', '口令', '密码长度', '安全'],
  },
  passwordMax: {
    title: '密码最长',
    help: '新密码最多可以有多少个字符；已有的密码不受影响。',
    find: ['注册', '口令', '密码长度', '安全'],
  },
  honorMax: {
    title: '个人头衔最长',
    help: '会员显示在名字下面的个人头衔最多多少字；0 就不能写。',
    find: ['个人资料', '荣誉', '自定义头衔'],
  },
  onlineGapSeconds: {
    title: '在线间隔',
    help: '两次打开页面隔得比这更久，中间就不算在线时间；隔了它的一倍半，就不再算在线。',
    find: ['在线时间', '在线会员', '在线人数'],
  },

  questions: {
    title: '验证问题',
    help: '随机抽一个来问，答对才能继续，用来拦住机器人；留空就不问。',
    form: '每行写成“问题|答案”，如 一年有几个季节？|4',
    find: ['验证码', '问答', '机器人', '防垃圾'],
  },
  questionOnRegister: {
    title: '注册时问',
    help: '注册时要不要回答一个验证问题。',
    find: ['验证码', '注册', '机器人', '防垃圾'],
  },
  questionOnPost: {
    title: '发帖时问',
    help: '发帖和回复时要不要回答一个验证问题。',
    find: ['验证码', '回复', '机器人', '防垃圾'],
  },
  questionExemptPosts: {
    title: '发满多少帖不再问',
    help: '发帖数到了这么多的会员，发帖时不用再答题。',
    find: ['验证码', '免答', '老会员'],
  },
  questionShowAnswer: {
    title: '显示答案',
    help: '把答案写在问题旁边：照着抄就行，只拦机器人。',
    find: ['验证码', '正确答案'],
  },

  postsPerPage: {
    title: '每页楼数',
    help: '主题的一页显示多少楼。',
    find: ['分页', '翻页', '每页帖数', '每页回复'],
  },
  threadsPerPage: {
    title: '每页主题数',
    help: '版块和最新帖子的一页显示多少个主题。',
    find: ['分页', '翻页', '每页帖数', '版块列表'],
  },
  listPerPage: {
    title: '其他列表每页条数',
    help: '通知、管理记录等列表的一页显示多少条。',
    find: ['分页', '翻页', '通知', '管理记录'],
  },
  hotReplies: {
    title: '热门主题的回复数',
    help: '回复到了这么多，主题就算热门，换一个图标。',
    find: ['热帖', '火帖', '图标'],
  },
  floorNames: {
    title: '楼层别名',
    help: '前几楼叫什么名字；没有写到的楼层叫“几楼”。',
    form: '每行写成“楼层:名字”，楼主是 0，如 1:沙发',
    find: ['沙发', '板凳', '地板', '楼主', '楼层名称'],
  },

  subjectMax: {
    title: '标题最长',
    help: '主题的标题、回复的描述最多多少字。',
    find: ['标题长度', '字数', '描述'],
  },
  bodyMin: {
    title: '内容最短',
    help: '一帖至少要写多少看得见的字。',
    find: ['内容长度', '字数', '正文', '水帖'],
  },
  bodyMax: {
    title: '内容最长',
    help: '一帖最多可以写多少字。',
    find: ['内容长度', '字数', '正文', '帖子长度'],
  },
  replyTips: {
    title: '回复框里的提示',
    help: '写在回复框旁边的一句话，每个主题固定用其中一句；留空就没有。',
    find: ['快速回复', '提示语', '温馨提示'],
  },
  silentEditMinutes: {
    title: '修改不留痕的时间',
    help: '发帖后这段时间里修改不留“重新编辑”的记号；下面已经有人回复就照样留。0 就总是留。',
    find: ['编辑', '编辑时间', '重新编辑'],
  },

  highlightReasons: {
    title: '加亮的理由',
    help: '版主加亮主题时可以直接挑选的理由。',
    find: ['高亮', '操作理由', '版主', '管理操作'],
  },

  floodSeconds: {
    title: '发帖间隔',
    help: '同一个会员两次发帖至少隔多久，对谁都一样；0 就不限，-1 就按用户组和级别各自的来。',
    find: ['灌水', '发帖太快', '刷屏'],
  },
  signInTriesPerName: {
    title: '每个账号的登录次数',
    help: '同一个用户名 15 分钟里最多可以输错多少次密码。',
    find: ['密码错误', '登录失败', '暴力破解', '安全'],
  },
  signInTriesPerAddress: {
    title: '每个地址的登录次数',
    help: '同一个网络地址一小时里最多可以输错多少次密码，提交多少次注册。',
    find: ['IP', '密码错误', '登录失败', '暴力破解', '安全'],
  },
  registrationsPerAddress: {
    title: '每个地址的注册数',
    help: '同一个网络地址一天里最多可以注册多少个会员。',
    find: ['IP', '注册', '马甲', '批量注册'],
  },
  postsPerAddress: {
    title: '每个地址的发帖次数',
    help: '同一个网络地址一分钟里最多可以发帖、回复、修改和预览多少次。',
    find: ['IP', '灌水', '发帖太快', '刷屏'],
  },
} satisfies Record<string, SettingWords>

export const settingPhrases = {
  asked: {
    number: (least: number, most: number, unit: string, example: string) =>
      `${least} 到 ${most} 之间的整数，单位是“${unit}”，如 ${example}`,
    flag: '1（开）或 0（关）',
    line: (least: number, most: number) =>
      `一行字，${least > 0 ? '不能为空，' : '可以留空，'}最多 ${most} 个字`,
    lines: '每行一条',
  },
  refused: (title: string, name: string, given: string, asked: string) =>
    `${title}（${name}）不能是“${given}”，请填：${asked}。`,
  unknown: (name: string) => `没有名为 ${name} 的设置，louzhu setting list 会列出全部。`,
  nearest: (name: string, nearest: string, title: string) =>
    `没有名为 ${name} 的设置，您要找的是不是 ${nearest}（${title}）？`,
  noneAbout: (word: string) => `没有与“${word}”有关的设置，louzhu setting list 会列出全部。`,
  on: '1（开）',
  off: '0（关）',
  empty: '（空）',
  stands: (title: string, value: string) => `${title}：${value}`,
  withDefault: (value: string, standard: string) => `${value}（默认：${standard}）`,
  reset: (title: string, name: string, value: string) => `${title}（${name}）已恢复默认：${value}`,
  isDefault: (title: string, name: string, value: string) => `${title}（${name}）本来就是默认：${value}`,
  named: (title: string, name: string) => `${title}（${name}）`,
  group: (group: string) => `分组：${group}`,
  unit: (unit: string) => `单位：${unit}`,
  standard: (value: string) => `默认：${value}`,
  mayBe: (asked: string) => `可填：${asked}`,
  lineBreaks: '命令行里，行与行之间写 \\n。',
}
