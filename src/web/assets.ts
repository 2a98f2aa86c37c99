import type { RequestHandler } from 'express'
import type { Asset } from './asset-files.js'
import { acceptedEncoding } from './encoding.js'

/** Where what every page loads lies. */
export interface AssetPaths {
  css: string
  js: string
  icon: string
}

/** The site's one stylesheet, one script and icon, and their addresses. */
export class Assets implements AssetPaths {
  readonly css: string
  readonly js: string
  readonly icon: string
  readonly #byPath: ReadonlyMap<string, Asset>

  constructor(assets: Asset[]) {
    this.#byPath = new Map(assets.map((asset) => [`/assets/${asset.name}`, asset]))
    const paths = [...this.#byPath.keys()]
    this.css = paths.find((path) => path.endsWith('.css'))!
    this.js = paths.find((path) => path.endsWith('.js'))!
    this.icon = paths.find((path) => path.endsWith('.svg'))!
  }

  /** Answers `/assets/…` by content hash, to be kept for a year. */
  serve: RequestHandler = (req, res, next) => {
    const asset = this.#byPath.get(req.path)
    if (!asset || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
    const encoding = acceptedEncoding(req.headers['accept-encoding'])
    if (encoding !== 'none') res.set('Content-Encoding', encoding)
    res.set({
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    })
    res.send(encoding === 'none' ? asset.plain : asset[encoding])
  }
}
