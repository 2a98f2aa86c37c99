/** Registering, signing in, and what a member decides. */

import type { SettingWords } from '../setting-words.js'

export const member = {
  nameTooShort: (least: number) => `用户名至少 ${least} 个字。`,
  nameTooLong: (most: number) => `用户名最多 ${most} 个字。`,
  nameCharacters: '用户名只能用汉字、字母、数字、下划线和连字符，且不能全是数字。',
  nameMixed: '用户名不能混用形状相近的不同文字。',
  nameReserved: '这个用户名是保留的，请换一个。',
  taken: '这个用户名（或与它很像的）或邮箱已经有人用了，请换一个；如果就是您，请直接登录。',
  email: '请填写有效的邮箱地址。',
  passwordShort: (least: number) => `密码至少 ${least} 个字符。`,
  passwordLong: (most: number) => `密码最多 ${most} 个字符。`,
  passwordCommon: '这个密码太常见，很容易被猜到，请换一个。',
  passwordName: '密码里不要包含用户名或网站名。',
  passwordDiffers: '两次输入的密码不一样。',
  passwordWrong: '现在的密码不对。',
  signInFailed: '用户名或密码不对。',
  triesLeft: (tries: number) => `还剩 ${tries} 次。`,
  noTriesLeft: (minutes: number) => `请 ${minutes} 分钟后再试。`,
  registrationClosed: '本站目前不开放注册。',
  questionWrong: '验证问题答错了，请再试一次。',
  nobody: (names: string[]) => `没有名为${names.map((name) => `“${name}”`).join('')}的会员，请核对名字。`,
  resent: '您已经注册成功了，请直接登录。',
}

export const account = {
  saved: '资料已保存。',
  unchanged: '没有变化。',
  signatureTooLong: (most: number) => `签名最多 ${most} 个字；级别越高，可以写得越长。`,
  passwordChanged: '密码已修改，其他设备上的登录都已退出。',
  sessionEnded: '已退出那台设备上的登录。',
  othersEnded: '其他设备上的登录都已退出。',
  welcome: (name: string) => `欢迎您，${name}！`,
  toSignature: '补个签名',
  toLatest: '看看最新帖子',
  unknownDevice: '未知设备',
  tabs: { profile: '个人资料', password: '修改密码', sessions: '登录设备' },
}

export const accounts = {
  settings: '设置',
  registerHead: (site: string) => `注册${site}会员`,
  registerBusy: '正在注册…',
  haveAccount: '已有账号？去登录',
  noAccount: '还没有账号？去注册',
  closed: '本站暂停注册',
  closedText: '已有账号的朋友仍可登录；不注册也能浏览公开的版块。',
  loginBusy: '正在登录…',
  remember: '记住我（公用电脑请勿勾选）',
  kept: '您写的内容已保留，登录后会回到原来的表单。',
  keptRegister: '您写的内容已保留，注册后会回到原来的表单。',
  usernameHint: (min: number, max: number) => `${min} 到 ${max} 个字，中文也可以，注册后别人看到的就是它。`,
  emailHint: '只用于找回账号，不会公开。',
  forgotten: '忘记密码请联系站长。',
  newPassword: '新密码',
  passwordHint: (min: number) => `至少 ${min} 个字符，可以是一句好记的话。`,
  passwordEnds: '修改后，其他设备上的登录都会退出。',
  honorHint: (max: number) => `显示在您名字下面的一句话，最多 ${max} 字。`,
  signatureHint: (max: number) => `显示在您每一楼的下面，可用编辑工具，最多 ${max} 字。`,
  sessionsHint: '看到不认识的设备，请让它退出并修改密码。',
  thisDevice: '本机',
  ip: (ip: string) => `IP ${ip}`,
  since: '登录于 ',
  seen: '最近使用 ',
  endSession: '退出此设备',
  endOthers: '退出其他所有设备',
}

export const accountSettingWords = {
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
} satisfies Record<string, SettingWords>

export const questionSettingWords = {
  questions: {
    title: '验证问题',
    help: '随机抽一个来问，答对才能继续，用来拦住机器人；留空就不问。',
    standard: ['103 + 103 = ?|206', '一年有几个季节？|4', '“楼主”两个字里，第二个字是？|主'],
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
} satisfies Record<string, SettingWords>
