/** A face people put into a post as `[s:id]`. */
export interface Smiley {
  id: number
  title: string
  emoji: string
}

const faces = [
  ['微笑', '😊'],
  ['大笑', '😄'],
  ['笑哭', '😂'],
  ['偷笑', '🤭'],
  ['喜欢', '😍'],
  ['亲亲', '😘'],
  ['得意', '😎'],
  ['调皮', '😜'],
  ['害羞', '😳'],
  ['思考', '🤔'],
  ['疑问', '❓'],
  ['惊讶', '😮'],
  ['流汗', '😅'],
  ['无语', '😑'],
  ['困', '😴'],
  ['难过', '😔'],
  ['大哭', '😭'],
  ['生气', '😠'],
  ['晕', '😵'],
  ['赞', '👍'],
  ['踩', '👎'],
  ['鼓掌', '👏'],
  ['抱拳', '🙏'],
  ['玫瑰', '🌹'],
] as const

/** Every smiley, in the order the editor shows them; ids count from 1 and are never given to another face. */
export const smilies: readonly Smiley[] = faces.map(([title, emoji], index) => ({
  id: index + 1,
  title,
  emoji,
}))

/** The smiley with this id, or undefined. */
export function smileyById(id: number): Smiley | undefined {
  return smilies[id - 1]
}
