import { messages } from '../i18n/zh-cn.js'

/** A face people put into a post as `[s:id]`. */
export interface Smiley {
  id: number
  title: string
  emoji: string
}

const faces = '😊 😄 😂 🤭 😍 😘 😎 😜 😳 🤔 ❓ 😮 😅 😑 😴 😔 😭 😠 😵 👍 👎 👏 🙏 🌹'.split(' ')

/** Every smiley, in the order the editor shows them; ids count from 1 and are never given to another face. */
export const smilies: readonly Smiley[] = faces.map((emoji, index) => ({
  id: index + 1,
  title: messages.editor.smilies[index]!,
  emoji,
}))

/** The smiley with this id, or undefined. */
export function smileyById(id: number): Smiley | undefined {
  return smilies[id - 1]
}
