import type { Response } from 'express'
import { withoutBidiControls } from '../text/plain-line.js'
import { sendPage } from './send-page.js'
import { renderView } from './view-templates.js'

/** Names a view may use. `title` names the page; a page that shows a form to guests gives `csrf` as well. */
export type Locals = { title: string } & Record<string, unknown>

/**
 * Renders `view` inside the layout and sends it. The frame, set on the response by the first middleware that
 * knows the viewer, adds what every page shows.
 */
export function renderPage(res: Response, view: string, locals: Locals, status = 200): void {
  const frame = res.locals.frame as (() => Record<string, unknown>) | undefined
  const all: Record<string, unknown> = {
    description: null,
    robots: null,
    canonical: null,
    csrf: '',
    draftId: '',
    sent: '',
    ...frame?.(),
    ...locals,
    // A tab's title can't keep apart what a member wrote and what stands beside it.
    title: withoutBidiControls(locals.title),
  }
  const pageHtml = renderView(view, all)
  // Read after the page's own statements have run, for the footer.
  const footer = (res.locals.footer as (() => unknown) | undefined)?.() ?? null
  const html = renderView('layouts/page', { ...all, pageHtml, footer })
  sendPage(res, html, status)
}
