/**
 * Characters that show nothing by themselves: white space, controls, what Unicode calls ignorable (fillers, selectors,
 * joiners, directions), marks without a letter to stand on, and three that are only drawn as nothing.
 */
const UNSEEN = /[\s\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{1D159}]/u

/** What is private is drawn by some fonts. */
const PRIVATE = /\p{Co}/u

/** How many characters of a line or a text without markup can be seen, in code points. */
export function visibleCharacters(text: string): number {
  let visible = 0
  for (const character of text) if (!UNSEEN.test(character) || PRIVATE.test(character)) visible += 1
  return visible
}

/** Whether a reader would see nothing of this line. */
export function showsNothing(line: string): boolean {
  for (const character of line) if (!UNSEEN.test(character) || PRIVATE.test(character)) return false
  return true
}
