/** Colours of the palette, by the names forms and classes use. Each has a light and a dark value in the stylesheet. */
export const highlightColors = ['red', 'orange', 'green', 'blue', 'purple', 'pink'] as const

export type HighlightColor = (typeof highlightColors)[number]

/** How a subject is shown in lists, and until when. */
export interface Highlight {
  /** empty: the ordinary colour */
  color: HighlightColor | ''
  bold: boolean
  italic: boolean
  underline: boolean
  /** milliseconds UTC; null: for ever */
  until: number | null
}

/** The columns of a thread that hold its highlight; all null when a list has no thread in that cell. */
export interface HighlightColumns {
  highlightColor: string | null
  highlightBold: number | null
  highlightItalic: number | null
  highlightUnderline: number | null
  highlightUntil: number | null
}

/** Whether a style is set and its time has not run out. */
export function isHighlighted(thread: HighlightColumns, now: number): boolean {
  return highlightClass(thread, now) !== ''
}

/** The classes of a subject, like `hl-red hl-bold`; empty when none is set or its time has run out. */
export function highlightClass(thread: HighlightColumns, now: number): string {
  if (thread.highlightUntil !== null && thread.highlightUntil <= now) return ''
  return [
    thread.highlightColor ? `hl-${thread.highlightColor}` : '',
    thread.highlightBold ? 'hl-bold' : '',
    thread.highlightItalic ? 'hl-italic' : '',
    thread.highlightUnderline ? 'hl-underline' : '',
  ]
    .filter((name) => name !== '')
    .join(' ')
}

/** The columns for a highlight. */
export function highlightColumns({ color, bold, italic, underline, until }: Highlight) {
  return {
    highlightColor: color,
    highlightBold: Number(bold),
    highlightItalic: Number(italic),
    highlightUnderline: Number(underline),
    highlightUntil: until,
  }
}

/** The highlight that columns hold. */
export function highlightOf(columns: HighlightColumns): Highlight {
  return {
    color: highlightColors.find((color) => color === columns.highlightColor) ?? '',
    bold: columns.highlightBold === 1,
    italic: columns.highlightItalic === 1,
    underline: columns.highlightUnderline === 1,
    until: columns.highlightUntil,
  }
}
