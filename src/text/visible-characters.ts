import { oneLine } from './code-points.js'

/**
 * Characters that show nothing by themselves: white space, controls, halves of characters, what Unicode calls ignorable
 * (fillers, selectors, joiners, directions), marks without a letter to stand on, and some that are only drawn as nothing.
 * Format characters that are drawn (signs before Arabic numbers) count, and so does what this server's Unicode does not
 * know yet: the emoji of next year.
 */
const UNSEEN =
  /[\s\p{Z}\p{Cc}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\uFFF9-\uFFFC\u{1D159}\u{13430}-\u{13442}]/u

/** How many characters of a line or a text without markup can be seen, in code points. */
export function visibleCharacters(text: string): number {
  let visible = 0
  for (const character of text) if (!UNSEEN.test(character)) visible += 1
  return visible
}

/** Whether a reader would see nothing of this line. */
export function showsNothing(line: string): boolean {
  for (const character of line) if (!UNSEEN.test(character)) return false
  return true
}

/** A one-line field as it is kept (`oneLine`); one in which a reader would see nothing is empty. */
export function seenLine(text: string): string {
  const line = oneLine(text)
  return showsNothing(line) ? '' : line
}
