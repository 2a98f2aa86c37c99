/** Longest address that becomes a link, in UTF-16 units; a longer one stays text. */
export const LONGEST_ADDRESS = 2048

/**
 * The `href` for an address a person wrote, or null when it may not be a link. Only http and https, a bare `www.`, and
 * paths of this site that begin with a single `/`. An address with a name and password in it is how sites are faked.
 */
export function webHref(address: string): string | null {
  if (address.length > LONGEST_ADDRESS) return null
  // People paste an address behind the `https://` that stands there already.
  const written = address.trim().replace(/^(?:https?:\/\/)+(?=https?:\/\/)/i, '')
  if (/[\s\p{Cc}\\]/u.test(written)) return null
  if (written.startsWith('/')) return ownPath(written)
  if (!/^(https?:\/\/|www\.)/i.test(written)) return null
  const url = parsed(/^www/i.test(written) ? `http://${written}` : written)
  return url === null || url.username !== '' || url.password !== '' ? null : url.href
}

/** The `mailto:` href for an e-mail address, in full width or not, or null when it isn't one. */
export function mailHref(address: string): string | null {
  const written = address
    .normalize('NFKC')
    .trim()
    .replace(/^mailto:/i, '')
  if (written.length > 254 || !/^[\w.+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(written)) return null
  return `mailto:${written}`
}

/** Whether an href from `webHref` leads away from this site. */
export function isExternal(href: string): boolean {
  return /^https?:/.test(href)
}

// The result is checked, not what was written: `/.//evil.example` resolves to a path that browsers read as a host.
function ownPath(written: string): string | null {
  const url = written.startsWith('//') ? null : parsed(written, 'https://here.invalid')
  if (url === null || url.origin !== 'https://here.invalid' || url.pathname.startsWith('//')) return null
  return url.pathname + url.search + url.hash
}

// Asked before, since a thrown error costs a hundred times as much, and a post may hold ten thousand bad addresses.
function parsed(address: string, base?: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null
}
