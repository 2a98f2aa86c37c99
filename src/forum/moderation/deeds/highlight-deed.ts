import { choice, flag, numberOrNone } from '../../../field.js'
import { highlightColors, highlightColumns, highlightOf, isHighlighted } from '../../threads/highlight.js'
import { daysUntil, DAYS_MAX, endAfter, threadDeed } from './deed.js'

const plain = highlightColumns({ color: '', bold: false, italic: false, underline: false, until: null })

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

  stands: (thread, now) => (isHighlighted(thread, now) ? highlightColumns(highlightOf(thread)) : plain),

  start: (stands, now) => {
    const { until, ...styles } = highlightOf(stands)
    return { ...styles, days: daysUntil(until, now) }
  },

  wants: ({ days, ...styles }, { highlightUntil: until }, now) =>
    highlightColumns({ ...styles, until: endAfter(days, { until, now }) }),

  choosesNothing: ({ color, bold, italic, underline }) => !color && !bold && !italic && !underline,
  shows: () => ['titles'],

  says: (state, t) => {
    const { color, bold, italic, underline } = highlightOf(state)
    const styles = [
      bold && t.moderation.bold,
      italic && t.moderation.italic,
      underline && t.moderation.underline,
    ]
    return [t.moderation.colors[color], ...styles].filter((part) => part !== undefined && part !== false)
  },
})
