/** The mood box. */

export const mood = {
  own: '不能评价自己的主题。',
  twice: '您已经评价过这个主题了。',
  unknown: '请选择一种感受。',
  effect: (title: string, voter: number, author: number, kind: string) =>
    `${title}：您的${kind} ${signed(voter)}，楼主${author === 0 ? '不变' : ` ${signed(author)}`}`,
  signIn: '后可以评价',
  ownHint: '这是您自己的主题，只能看大家的评价',
  thanks: (title: string) => `谢谢您的评价：${title}`,
}

export const moods = {
  head: '评价一下你浏览此帖子的感受',
  total: (n: string) => `（${n} 人已评价）`,
  none: '（还没有人评价）',
  mine: (title: string) => `您的感受是：${title}`,
  faces: { 1: '👏', 2: '🥹', 3: '😂', 4: '😊', 5: '😠', 6: '🥱', 7: '💧' } as Record<number, string>,
}

function signed(amount: number): string {
  return amount > 0 ? `+${amount}` : String(amount)
}
