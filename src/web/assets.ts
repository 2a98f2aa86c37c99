import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, brotliCompressSync, gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'

interface Asset {
  path: string
  type: string
  plain: Buffer
  gzip: Buffer
  br: Buffer
}

/** The site's one stylesheet and one script, joined at start from the files of `public/css` and `public/js`. */
export class Assets {
  readonly css: string
  readonly js: string
  readonly #byPath: ReadonlyMap<string, Asset>

  constructor(publicDir: string) {
    const css = bundle(join(publicDir, 'css'), '.css', 'text/css; charset=utf-8')
    const js = bundle(join(publicDir, 'js'), '.js', 'text/javascript; charset=utf-8')
    this.css = css.path
    this.js = js.path
    this.#byPath = new Map([css, js].map((asset) => [asset.path, asset]))
  }

  /** Answers `/assets/…` by content hash, to be kept for a year. */
  serve: RequestHandler = (req, res, next) => {
    const asset = this.#byPath.get(req.path)
    if (!asset || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
    // Asked for one at a time: of both, the one that the browser happens to name first would win.
    const encoding = ['br', 'gzip'].find((name) => req.acceptsEncodings(name))
    const variant = encoding === 'br' ? asset.br : encoding === 'gzip' ? asset.gzip : asset.plain
    if (variant !== asset.plain) res.set('Content-Encoding', encoding!)
    res.set({
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    })
    res.send(variant)
  }
}

function bundle(dir: string, ending: string, type: string): Asset {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith(ending))
    .sort()
  const plain = Buffer.from(names.map((name) => readFileSync(join(dir, name), 'utf8')).join('\n'))
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12)
  return {
    path: `/assets/site-${hash}${ending}`,
    type,
    plain,
    gzip: gzipSync(plain, { level: 9 }),
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  }
}
