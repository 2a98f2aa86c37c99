/** Setting the forum up, and the first steps after that. */

export const setup = {
  closed: '论坛已经安装好了，这个页面不再开放。',
  badLink: '安装链接不对或已失效。请打开启动时终端里打印的链接；重新启动会打印新的链接。',
  first: '论坛还没有安装。请打开启动时终端里打印的链接，完成安装。',
  opened: '论坛已经开张了！',
  category: '默认分类',
  board: '默认版块',
  boardDescription: '有什么想说的，就在这里说吧',
  before: '论坛还没有安装',
  beforeText: '请打开启动时终端里打印的链接，完成安装。',
  welcome: '填好下面几项，论坛就可以开张了。这里建立的账号是站长（创始人）。',
  siteNameHint: '显示在每一页的顶部，以后可以改。',
  siteTaglineHint: '一句话，显示在论坛名称旁边，以后可以改。',
  username: '站长用户名',
  usernameHint: '2 到 15 个字，中文也可以，定了就不能改。',
  emailHint: '不会公开，定了就不能改。',
  sample: '从什么开始',
  empty: '空白论坛',
  emptyHint: '带一个分类和一个版块，其余由您布置。',
  demo: '示例社区',
  demoHint: '带几个版块、会员和帖子，先看看效果。',
  done: '完成安装',
  busy: '正在安装…',
  nextHead: '接下来的四件事',
  nextDone: '已完成',
  nextDismiss: '不再显示',
}

/** What the terminal says. */
export const terminal = {
  product: '楼主 Louzhu',
  noMembers: (link: string) => `还没有会员，请打开这个一次性链接完成安装：\n${link}`,
  demoComing: '正在布置示例社区…',
  demoAccounts: (password: string) =>
    `示例账号：admin（创始人）、banzhu（版主）、huiyuan（会员），密码都是 ${password}`,
}

export const firstSteps = {
  tagline: {
    title: '起个口号',
    text: '一句话，显示在论坛名称旁边。在论坛的文件夹里运行：',
    command: 'npx louzhu setting set siteTagline "一句话"',
  },
  boards: { title: '布置版块', text: '给版块起名、写简介、排顺序、请版主。', command: null },
  welcome: { title: '写一帖欢迎大家', text: '说说这里聊什么，让先来的人有帖可回。', command: null },
  address: {
    title: '发布地址',
    text: '把网址告诉大家，等第一位会员来注册。有了域名，启动时带上：',
    command: 'BASE_URL=https://bbs.example.com',
  },
}
