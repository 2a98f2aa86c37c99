import { parseBbcode } from './bbcode-parser.js'
import { visibleCharacters } from './visible-characters.js'
import { visibleIn } from './visible-nodes.js'

/** How many characters a post shows, in code points: neither its tags nor what can't be seen; a picture or a smiley is one. */
export function visibleLength(source: string): number {
  return source.includes('[') ? visibleIn(parseBbcode(source)) : visibleCharacters(source)
}
