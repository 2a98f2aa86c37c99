import { existsSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import type { Response } from 'express'

const root = viewsFolder()
// Compiled templates stay in memory; files are read again only at the next start.
const options = { cache: true }

/** Names a view may use. `title` names the page; a page that shows a form to guests gives `csrf` as well. */
export type Locals = { title: string } & Record<string, unknown>

/**
 * Renders `view` inside the layout and sends it. The frame, set on the response by the first middleware that
 * knows the viewer, adds what every page shows.
 */
export async function renderPage(res: Response, view: string, locals: Locals, status = 200): Promise<void> {
  const frame = res.locals.frame as (() => Record<string, unknown>) | undefined
  const all: Record<string, unknown> = {
    description: null,
    robots: null,
    canonical: null,
    csrf: '',
    ...frame?.(),
    ...locals,
  }
  const pageHtml = await ejs.renderFile(join(root, `${view}.ejs`), all, options)
  // Read after the page's own statements have run, for the footer.
  const footer = (res.locals.footer as (() => unknown) | undefined)?.() ?? null
  const html = await ejs.renderFile(join(root, 'layouts', 'page.ejs'), { ...all, pageHtml, footer }, options)
  res.status(status).type('html').send(html)
}

// The same source runs from src/ and from dist/src/.
function viewsFolder(): string {
  const near = join(import.meta.dirname, '..', '..', 'views')
  return existsSync(near) ? near : join(import.meta.dirname, '..', '..', '..', 'views')
}
