import { load, type CheerioAPI } from 'cheerio'

/** An answer of the forum, with its page parsed. */
export class Page {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  #parsed: CheerioAPI | undefined

  constructor(status: number, headers: Headers, html: string) {
    this.status = status
    this.headers = headers
    this.html = html
  }

  /** Parsed when first looked at: most pages are only counted or compared. */
  get $(): CheerioAPI {
    return (this.#parsed ??= load(this.html))
  }

  /** Where a redirect leads, without the origin. */
  get location(): string {
    return (this.headers.get('location') ?? '').replace(/^https?:\/\/[^/]+/, '')
  }

  /** The text of what `selector` finds, white space folded. */
  text(selector = 'body'): string {
    return this.$(selector).text().replace(/\s+/g, ' ').trim()
  }

  /** The texts of each element that `selector` finds. */
  texts(selector: string): string[] {
    return this.$(selector)
      .toArray()
      .map((element) => this.$(element).text().replace(/\s+/g, ' ').trim())
  }

  count(selector: string): number {
    return this.$(selector).length
  }

  attr(selector: string, name: string): string | undefined {
    return this.$(selector).attr(name)
  }
}

type Fields = Record<string, string | string[] | undefined>

/** A browser without script: cookies, pages, forms. Redirects are shown, not followed, unless asked. */
export class Browser {
  readonly origin: string
  readonly cookies = new Map<string, string>()
  page: Page = new Page(0, new Headers(), '')

  constructor(origin: string) {
    this.origin = origin
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#show(await this.#fetch(path, { headers }))
  }

  /** Follows the redirect that the last answer was. */
  async follow(): Promise<Page> {
    return this.get(this.page.location.split('#')[0]!)
  }

  /** Fills in and sends a form of the page last shown: its own values, hidden ones too, unless `fields` says otherwise (undefined leaves one out). */
  async submit(form: string, fields: Fields = {}): Promise<Page> {
    const element = this.page.$(form).first()
    if (element.length === 0)
      throw new Error(
        `no form ${form} on the page: ${this.page.text('h1')} ${this.page.text('[role=alert]')}`,
      )
    const own = Object.fromEntries(element.serializeArray().map(({ name, value }) => [name, value]))
    return this.post(element.attr('action')!, { ...own, ...fields })
  }

  /** Sends fields as a form would, with nothing added. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Page> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const each of Array.isArray(value) ? value : value === undefined ? [] : [value])
        body.append(name, each)
    }
    return this.send(path, body.toString(), headers)
  }

  /** Sends a body that is form-encoded already. */
  async send(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Page> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.#show(await this.#fetch(path, { method: 'POST', body, headers: { ...type, ...headers } }))
  }

  async request(method: string, path: string): Promise<Page> {
    return this.#show(await this.#fetch(path, { method }))
  }

  async #fetch(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${this.origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...init.headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const value = pair.slice(at + 1)
      if (value === '') this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), value)
    }
    return response
  }

  async #show(response: Response): Promise<Page> {
    this.page = new Page(response.status, response.headers, await response.text())
    return this.page
  }
}
