import { messages } from '../../i18n/zh-cn.js'
import {
  isHighlighted,
  isPlain,
  type Highlight,
  type HighlightColumns,
} from '../../forum/threads/highlight.js'
import type { Calendar } from '../../calendar.js'

const DAY = 86_400_000

/** Whole days that a highlight lasts, begun ones too; null: it stands for ever, or not at all. */
export function daysLeft(thread: HighlightColumns, now: number): number | null {
  const { highlightUntil } = thread
  return highlightUntil === null || !isHighlighted(thread, now)
    ? null
    : Math.ceil((highlightUntil - now) / DAY)
}

/** When a highlight of so many days ends. As many as are left anyway leave the end where it is. */
export function endAfter(thread: HighlightColumns, days: number | null, now: number): number | null {
  if (days === null) return null
  return days === daysLeft(thread, now) ? thread.highlightUntil : now + days * DAY
}

/** A highlight in words, for the log: 红色、加粗（7 天）. Empty for a plain one. */
export function deedInWords(highlight: Highlight, days: number | null): string {
  if (isPlain(highlight)) return ''
  return messages.moderation.styled(stylesOf(highlight), days)
}

/** How a thread's highlight stands now: 现在：绿色 加粗，到 11-30 为止. */
export function standingInWords(thread: HighlightColumns, calendar: Calendar, now: number): string {
  if (!isHighlighted(thread, now)) return messages.moderation.standsPlain
  const styles = stylesOf({
    color: thread.highlightColor ?? '',
    bold: thread.highlightBold === 1,
    italic: thread.highlightItalic === 1,
    underline: thread.highlightUnderline === 1,
  })
  const end = thread.highlightUntil === null ? null : calendar.day(thread.highlightUntil)
  const year = calendar.today.slice(0, 5)
  return messages.moderation.stands(styles.join(' '), end?.startsWith(year) ? end.slice(year.length) : end)
}

function stylesOf({
  color,
  bold,
  italic,
  underline,
}: Omit<Highlight, 'until' | 'color'> & { color: string }): string[] {
  return [
    messages.moderation.colors[color],
    bold ? messages.moderation.bold : undefined,
    italic ? messages.moderation.italic : undefined,
    underline ? messages.moderation.underline : undefined,
  ].filter((part) => part !== undefined)
}
