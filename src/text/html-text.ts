import { splitAddresses } from './auto-link.js'
import { isExternal } from './safe-link.js'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for HTML, within an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  // Most texts have nothing to escape, and asking is cheaper than replacing nothing.
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character]!) : text
}

/**
 * A link around HTML. Links to elsewhere give away neither rank nor referrer; `isNamed`: the HTML is not the address, which
 * paper shows behind it.
 */
export function linkHtml(href: string, html: string, { isNamed = false } = {}): string {
  const rel = isExternal(href) ? ' rel="nofollow ugc noopener noreferrer"' : ''
  const named = isNamed && isExternal(href) ? ' class="named"' : ''
  return `<a href="${escapeHtml(href)}"${rel}${named}>${html}</a>`
}

/**
 * What a person typed, as HTML that looks as they typed it: line breaks, indents and runs of spaces stay visible, a tab
 * is four spaces. With `links`, bare http(s) addresses become links. `atLineStart` says whether it begins a line.
 */
export function textHtml(
  text: string,
  { links, atLineStart }: { links: boolean; atLineStart: boolean },
): string {
  if (!links) return spacedHtml(text, atLineStart)
  return splitAddresses(text)
    .map(({ text, href }, index) =>
      href === null ? spacedHtml(text, atLineStart && index === 0) : linkHtml(href, escapeHtml(text)),
    )
    .join('')
}

// Every other space of a run may break the line; at a line's start the first would vanish.
function spacedHtml(text: string, atLineStart: boolean): string {
  return escapeHtml(text.replaceAll('\t', '    '))
    .replace(/(^|\n)? +/g, (run: string, start: string | undefined) => {
      const spaces = run.length - (start?.length ?? 0)
      const isIndent = start === '\n' || (start === '' && atLineStart)
      return (
        (start ?? '') +
        (spaces === 1 && !isIndent ? ' ' : '&nbsp; '.repeat(spaces / 2) + (spaces % 2 === 1 ? '&nbsp;' : ''))
      )
    })
    .replaceAll('\n', '<br>')
}
