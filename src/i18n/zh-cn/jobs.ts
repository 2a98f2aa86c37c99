/** The forum's jobs, as the command line tells of them. */

export const jobs = {
  /** by name; a job without a title does not compile */
  titles: {
    'end-deeds': '结束到期的置顶和加亮',
    'sweep-sessions': '清理过期的登录',
    'sweep-forms': '清理旧的表单记录',
    'sweep-guests': '清理已离开的访客',
    'sweep-reads': '清理旧的已读标记',
  },
  swept: (rows: number) => (rows === 0 ? '没有要清理的' : `清理了 ${rows} 条`),
  ended: (threads: number) => (threads === 0 ? '没有到期的' : `结束了 ${threads} 个`),
  lookedThrough: '已全部检查一遍',
  othersAtIt: '另一个进程正在做',
  every: (minutes: number) => `每 ${minutes} 分钟`,
  daily: (time: string) => `每天 ${time}`,
  named: (title: string, name: string, at: string) => `${title}（${name}），${at}`,
  next: (at: string) => `下次：${at}`,
  notYet: '还没有运行过',
  running: (since: string) => `${since} 开始，还没有结束`,
  done: (at: string, result: string) => `${at} 完成：${result}`,
  failed: (at: string, error: string) => `${at} 出错：${error}`,
  ran: (title: string, result: string) => `${title}：${result}`,
  unknown: (name: string) => `没有名为 ${name} 的任务，louzhu job list 会列出全部。`,
  badDay: (day: string) => `“${day}”不是日期，请写成 2026-11-22 这样。`,
  readOnly: '论坛现在是只读的，不能运行任务。',
}
