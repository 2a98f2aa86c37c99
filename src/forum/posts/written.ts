import { renderBbcode, RENDERER_VERSION } from '../../text/bbcode-html.js'

/** A post's source, kept exactly as written, with the HTML made of it when it is saved. */
export interface Written {
  body: string
  bodyHtml: string
  rendererVersion: number
}

/** Renders a source for saving. Called before a transaction begins, so that none waits for it. */
export function written(body: string): Written {
  return { body, bodyHtml: renderBbcode(body), rendererVersion: RENDERER_VERSION }
}
