/** Marks that turn the reading direction, and those that end it. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A line for where nothing can isolate it, as a tab's title: without marks that would turn around what stands beside it. */
export function withoutBidiControls(line: string): string {
  return line.replace(bidiControls, '')
}
