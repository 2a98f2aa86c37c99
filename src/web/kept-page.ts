import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { encodingFor, packed, type Encoding } from './encoding.js'

/** One way to send a page: its body, and its headers as names and values in turn, made once. */
interface Variant {
  body: Buffer
  etag: string
  headers: string[]
  /** headers of an answer that says: you have it already */
  unchanged: string[]
}

/** What a page costs in memory beside its bodies: headers, keys, the objects themselves. Bytes. */
const OVERHEAD = 3000

/** A page as it was rendered for visitors, ready to be sent again. */
export class KeptPage {
  /** versions of what it shows, added up, as they were before it was rendered */
  readonly versions: number
  /** the version of what the webmaster has decided, rights among it, that it was rendered by */
  readonly site: number
  /** the database's commits when it was last found true; null: unknown */
  checkedAt: number | null = null
  /** milliseconds of the process's own clock, which no test and no administrator turns */
  readonly madeAt = performance.now()
  /** when it ends by itself, milliseconds UTC */
  readonly until: number
  readonly #hash: string
  readonly #shared: string[]
  readonly #plain: Buffer
  readonly #variants = new Map<Encoding, Variant>()
  readonly #whenGrown: (bytes: number) => void

  /** `whenGrown` is called with the bytes of each variant that is added later. */
  constructor(
    html: string,
    {
      headers,
      versions,
      site,
      until,
      whenGrown,
    }: {
      headers: OutgoingHttpHeaders
      versions: number
      site: number
      until: number
      whenGrown: (bytes: number) => void
    },
  ) {
    this.versions = versions
    this.site = site
    this.until = until
    this.#whenGrown = whenGrown
    this.#plain = Buffer.from(html)
    this.#hash = createHash('sha256').update(this.#plain).digest('base64url').slice(0, 22)
    this.#shared = Object.entries(headers).flatMap(([name, value]) => [name, String(value)])
    this.#variants.set('none', this.#variant('none', this.#plain))
  }

  /** Bytes of the page as it is and of what goes with it. */
  get bytes(): number {
    return this.#plain.length + OVERHEAD
  }

  /** Sends the page, packed as the request takes it, or says that it has not changed. */
  send(req: IncomingMessage, res: ServerResponse): void {
    const encoding = encodingFor(req.headers['accept-encoding'], this.#plain.length)
    const variant = this.#variants.get(encoding)
    if (variant) return answer(req, res, variant)
    packed(this.#plain, encoding).then(
      (body) => {
        const made = this.#variant(encoding, body)
        if (!this.#variants.has(encoding)) this.#whenGrown(body.length)
        this.#variants.set(encoding, made)
        answer(req, res, made)
      },
      () => answer(req, res, this.#variants.get('none')!),
    )
  }

  #variant(encoding: Encoding, body: Buffer): Variant {
    const etag = encoding === 'none' ? `"${this.#hash}"` : `"${this.#hash}-${encoding}"`
    const unchanged = [...this.#shared, 'ETag', etag]
    const length = ['Content-Length', String(body.length)]
    const packing = encoding === 'none' ? [] : ['Content-Encoding', encoding]
    return { body, etag, unchanged, headers: [...unchanged, ...packing, ...length] }
  }
}

function answer(req: IncomingMessage, res: ServerResponse, variant: Variant): void {
  const known = req.headers['if-none-match']
  if (known !== undefined && isKnown(known, variant.etag)) {
    res.writeHead(304, variant.unchanged)
    res.end()
    return
  }
  res.writeHead(200, variant.headers)
  // For HEAD, Node leaves the body out.
  res.end(variant.body)
}

// RFC 9110: If-None-Match compares weakly, so that W/"x" is "x".
function isKnown(header: string, etag: string): boolean {
  return header === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag)
}
