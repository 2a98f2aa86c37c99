import type { Response } from 'express'
import { encodingFor, packed } from './encoding.js'
import type { KeptPage } from './kept-page.js'

/** Put on the response by whoever stands in front and would keep the page: takes it and returns it ready to be sent. */
export type Keeper = (html: string, res: Response) => KeptPage

/** Sends a rendered page, packed as the browser takes it. A good page that a visitor asked for is kept on the way. */
export function sendPage(res: Response, html: string, status: number): void {
  const keep = res.locals.keep as Keeper | undefined
  res.status(status).type('html').vary('Accept-Encoding').vary('Cookie')
  if (keep && status === 200 && !res.hasHeader('Set-Cookie')) return keep(html, res).send(res.req, res)
  const body = Buffer.from(html)
  const encoding = encodingFor(res.req.headers['accept-encoding'], body.length)
  if (encoding === 'none') return void res.send(body)
  packed(body, encoding).then(
    (smaller) => res.set('Content-Encoding', encoding).send(smaller),
    () => res.send(body),
  )
}
