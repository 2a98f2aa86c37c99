import type { Calendar } from '../../calendar.js'
import { daysUntil, isPlainState, type State, type StateDeed } from '../../forum/moderation/deeds/deed.js'
import { messages } from '../../i18n/zh-cn.js'

/** What a deed has made of a thread, for the log: 红色、加粗（7 天）. Empty where it was cancelled, or says no more than its name. */
export function stateInWords(deed: StateDeed, state: State, { now }: { now: number }): string {
  if (isPlainState(deed, state)) return ''
  const parts = deed.says(state, messages).join('、')
  if (deed.ends === undefined) return parts === messages.moderation.deeds[deed.name] ? '' : parts
  return messages.moderation.lasting(parts, daysUntil(endOf(deed, state), now))
}

/** How a thread stands now: 现在：绿色 加粗，到 11-30 为止. */
export function standingInWords(deed: StateDeed, state: State, { calendar }: { calendar: Calendar }): string {
  if (isPlainState(deed, state)) return messages.moderation.standsPlain(messages.moderation.deeds[deed.name])
  const parts = deed.says(state, messages).join(' ')
  if (deed.ends === undefined) return messages.moderation.standsSo(parts)
  const until = endOf(deed, state)
  const day = until === null ? null : calendar.day(until)
  const year = calendar.today.slice(0, 5)
  return messages.moderation.stands(parts, day?.startsWith(year) ? day.slice(year.length) : day)
}

function endOf({ ends }: StateDeed, state: State): number | null {
  const end = ends === undefined ? null : state[ends]
  return typeof end === 'number' ? end : null
}
