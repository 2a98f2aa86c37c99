import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { flatCss } from './flat-css.js'

/** The site's stylesheet, its script or its icon, as it is and packed. */
export interface Asset {
  /** like site-0123456789ab.css: another content has another name */
  name: string
  type: string
  plain: Buffer
  gzip: Buffer
  br: Buffer
}

const kinds = [
  { folder: 'css', ending: '.css', type: 'text/css; charset=utf-8', build: flatCss },
  { folder: 'js', ending: '.js', type: 'text/javascript; charset=utf-8', build: lean },
  { folder: 'images', ending: '.svg', type: 'image/svg+xml', build: (drawing: string) => drawing },
] as const

/** Joins the files of `public/css`, `public/js` and the icon in `public/images` to one each, and packs them as small as can be. */
export function makeAssets(publicDir: string): Asset[] {
  return kinds.map(({ folder, ending, type, build }) => {
    const dir = join(publicDir, folder)
    const names = readdirSync(dir)
      .filter((name) => name.endsWith(ending))
      .sort()
    const plain = Buffer.from(build(names.map((name) => readFileSync(join(dir, name), 'utf8')).join('\n')))
    const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12)
    const packed = { gzip: gzipSync(plain, { level: 9 }), br: brotliCompressSync(plain) }
    return { name: `site-${hash}${ending}`, type, plain, ...packed }
  })
}

/** Leaves out what only people read and stands on lines of its own: comments and indents. A quarter of what travels. */
function lean(source: string): string {
  return source
    .replace(/^[ \t]*\/\*[\s\S]*?\*\/[ \t]*\n/gm, '')
    .replace(/^[ \t]*\/\/.*\n/gm, '')
    .replace(/^[ \t]+|^\n/gm, '')
}

/** Writes assets into a folder of their own, in place of those of the build before. */
export function writeAssets(dir: string, assets: Asset[]): void {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  for (const { name, plain, gzip, br } of assets) {
    writeFileSync(join(dir, name), plain)
    writeFileSync(join(dir, `${name}.gz`), gzip)
    writeFileSync(join(dir, `${name}.br`), br)
  }
}

/** The assets that a build has written into `dir`, or null when there are none. */
export function readAssets(dir: string): Asset[] | null {
  if (!existsSync(dir)) return null
  const names = readdirSync(dir)
  const built = kinds.map(({ ending, type }): Asset | null => {
    const name = names.find((each) => each.endsWith(ending))
    if (name === undefined) return null
    const [plain, gzip, br] = ['', '.gz', '.br'].map((packing) => readFileSync(join(dir, name + packing)))
    return { name, type, plain: plain!, gzip: gzip!, br: br! }
  })
  return built.every((asset) => asset !== null) ? built : null
}
