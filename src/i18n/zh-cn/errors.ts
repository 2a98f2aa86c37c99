/** What is said of whatever could not be done, and the page that says it. */

export const refusal = {
  notFound: '您要找的内容不存在，或者您没有权限查看。',
  mayNeedSignIn: '有的内容登录后才能看，登录后会回到这里。',
  textIsHere: '您写的内容还在。',
  methodNotAllowed: '这个地址不接受这种请求。',
  badRequest: '请求的格式不正确，请返回重试。',
  tooLarge: '提交的内容太大了，请删减后再试。',
  tooLargeToKeep: '您已登录，但写的内容太长，没法替您保留。请从下面复制出来，删减后再发表。',
  packed: '表单请原样发送，不要压缩。',
  badCharset: '表单只能用 UTF-8 编码。',
  crossSite: '这个请求来自别的网站，为了您的安全没有执行。',
  badHost: '请求的主机名不正确。',
  formExpired: '这个表单停留太久，已经过期，请再提交一次。',
  signInFirst: '请先登录。',
  signInToSee: '请先登录，再继续浏览。',
  notAllowed: '您没有权限做这件事。',
  banned: '您的账号已被禁止发言，如有疑问请联系管理员。',
  busy: '服务器正忙，请过几秒再试。',
  readOnly: '本站正在维护，暂时只能看帖，不能发帖和修改，请过一会儿再试。',
  broken: '服务器出了点问题，我们已经记录下来。请稍后再试。',
  tooMany: (minutes: number) => `尝试的次数太多了，请 ${minutes} 分钟后再试。`,
  tooSoon: (seconds: number) => `发帖太快了，请 ${seconds} 秒后再试。`,
  checkFields: '有几处需要修改，请看下面的提示。',
}

export const errorHeadings = {
  400: '请求有误',
  403: '没有权限',
  404: '找不到页面',
  405: '请求方式不对',
  409: '没有做成',
  413: '内容太大',
  415: '表单读不懂',
  421: '网址不对',
  422: '没有做成',
  429: '请稍等一下',
  500: '服务器出错了',
  503: '服务器正忙',
}

export const errors = {
  kept: '您写的内容（请复制保存）',
  typed: '您写的内容还在',
  resend: '再发一次',
}
