/** The pages of administrators. */

export const admin = {
  saved: '已保存。',
  noParent: '找不到上级版块。',
  ownParent: '不能把版块放到它自己下面。',
  tooDeep: '版块最多三层：分类、版块、子版。',
  threadsInCategory: '有主题的版块不能变成分类。',
  edit: '修改',
  up: '上移',
  down: '下移',
  create: '新建',
  noBoards: '还没有分类和版块',
  noBoardsText: '先新建一个分类，再在里面新建版块，会员就可以发帖了。',
  byCommand: '论坛名称、口号和公告在论坛的文件夹里用命令修改：',
  commands: [
    'npx louzhu setting set siteName "新名称"',
    'npx louzhu setting set siteTagline "一句话"',
    'npx louzhu setting set announcement "公告"',
  ],
  emptyCategory: '还没有版块，按“新建版块”，会员就能来发帖。',
  descriptionHint: '一句话说明这里聊什么。',
  accessHints: {
    open: '人人可看，游客也可以。',
    members: '登录的会员才能看。',
    hidden: '只有下面勾选的用户组看得到，名称也不会露出来。',
  },
  groups: '可见的用户组（隐藏时有效）',
  moderatorsHint: '填用户名，多位用逗号分开。',
}
