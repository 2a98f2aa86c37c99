import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How an answer's body may be packed; none: as it is. */
export type Encoding = 'br' | 'gzip' | 'none'

/** Bodies below this many bytes fit a packet or two as they are. */
const WORTH_PACKING = 1400
/** Beyond these a page takes longer to pack than it saves on the way. */
const BROTLI_QUALITY = 5
const GZIP_LEVEL = 6

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

const known = new Map<string, Encoding>()
/** Browsers send a handful of different headers; what is stranger is read each time. */
const MOST_KNOWN = 100

/** The best encoding that an Accept-Encoding header takes: Brotli, then gzip. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding {
  if (typeof header !== 'string' || header === '') return 'none'
  const before = known.get(header)
  if (before) return before
  const takes = (name: string) =>
    header
      .toLowerCase()
      .split(',')
      .map((entry) => entry.split(';').map((part) => part.trim()))
      .some(([token, ...more]) => token === name && !more.some((part) => /^q=0(?:\.0*)?$/.test(part)))
  const encoding = takes('br') ? 'br' : takes('gzip') || takes('x-gzip') ? 'gzip' : 'none'
  if (known.size < MOST_KNOWN && header.length < 200) known.set(header, encoding)
  return encoding
}

/** The encoding worth using for a body of this size. */
export function encodingFor(header: string | string[] | undefined, bytes: number): Encoding {
  return bytes < WORTH_PACKING ? 'none' : acceptedEncoding(header)
}

/** Packs a body, off the event loop. */
export async function packed(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'none') return body
  if (encoding === 'gzip') return zip(body, { level: GZIP_LEVEL })
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  return brotli(body, { params })
}
