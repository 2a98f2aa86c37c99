import { choice, flag, numberOrNone } from '../../../field.js'
import { highlightColors, isHighlighted } from '../../threads/highlight.js'
import { daysUntil, DAYS_MAX, endAfter, threadDeed } from './deed.js'

/** Milliseconds within which two ends are one: the same form clicked twice ends some seconds later, and is no other highlight. */
const SAME_CLICK = 60_000

const plain = {
  highlightColor: '',
  highlightBold: 0,
  highlightItalic: 0,
  highlightUnderline: 0,
  highlightUntil: null as number | null,
}

/** 加亮: the subject in colour and styles. PHPWind 1.11. */
export const highlight = threadDeed({
  name: 'highlight',
  fields: {
    color: choice(['', ...highlightColors]),
    bold: flag,
    italic: flag,
    underline: flag,
    days: numberOrNone(1, DAYS_MAX),
  },
  plain,
  ends: 'highlightUntil',

  stands: (thread, now) =>
    isHighlighted(thread, now)
      ? {
          highlightColor: thread.highlightColor ?? ('' as const),
          highlightBold: thread.highlightBold ?? 0,
          highlightItalic: thread.highlightItalic ?? 0,
          highlightUnderline: thread.highlightUnderline ?? 0,
          highlightUntil: thread.highlightUntil,
        }
      : plain,

  start: (stands, now) => ({
    color: highlightColors.find((color) => color === stands.highlightColor) ?? ('' as const),
    bold: stands.highlightBold === 1,
    italic: stands.highlightItalic === 1,
    underline: stands.highlightUnderline === 1,
    days: daysUntil(stands.highlightUntil, now),
  }),

  wants: ({ color, bold, italic, underline, days }, stands, now) => ({
    highlightColor: color,
    highlightBold: Number(bold),
    highlightItalic: Number(italic),
    highlightUnderline: Number(underline),
    highlightUntil: endAfter(days, { until: stands.highlightUntil, now }),
  }),

  choosesNothing: ({ color = '', bold = false, italic = false, underline = false }) =>
    color === '' && !bold && !italic && !underline,

  isSame: ({ highlightUntil: a, ...styles }, { highlightUntil: b, ...others }) =>
    JSON.stringify(styles) === JSON.stringify(others) &&
    (a === b || (a !== null && b !== null && Math.abs(a - b) <= SAME_CLICK)),

  shows: () => ['titles'],

  says: (state, t) =>
    [
      t.moderation.colors[state.highlightColor],
      state.highlightBold ? t.moderation.bold : undefined,
      state.highlightItalic ? t.moderation.italic : undefined,
      state.highlightUnderline ? t.moderation.underline : undefined,
    ].filter((part) => part !== undefined),
})
