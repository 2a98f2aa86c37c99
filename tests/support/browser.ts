import { load, type CheerioAPI } from 'cheerio'
import { CookieAccessInfo, type CookieJar } from 'cookiejar'
import { Agent, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import supertest, { type Test } from 'supertest'

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

/** The cookies of a browser by name, as a test looks at them and changes them; the jar of its agent holds them. */
class Cookies implements Iterable<[string, string]> {
  readonly #jar: CookieJar
  readonly #host: string

  constructor(jar: CookieJar, host: string) {
    this.#jar = jar
    this.#host = host
  }

  get(name: string): string | undefined {
    return this.#all().find((cookie) => cookie.name === name)?.value
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  set(name: string, value: string): void {
    this.#jar.setCookie(`${name}=${value}; Path=/`, this.#host, '/')
  }

  delete(name: string): void {
    this.#jar.setCookie(`${name}=; Path=/; Expires=${new Date(0).toUTCString()}`, this.#host, '/')
  }

  clear(): void {
    for (const name of this.keys()) this.delete(name)
  }

  keys(): string[] {
    return this.#all().map(({ name }) => name)
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.#all()
      .map(({ name, value }): [string, string] => [name, value])
      .values()
  }

  /** Also those that travel by TLS alone: behind a proxy that says it has ended TLS, they do. */
  #all() {
    return this.#jar.getCookies(new CookieAccessInfo(this.#host, '/', true, false))
  }
}

/** A browser without script: cookies, pages, forms. Redirects are shown, not followed, unless asked. */
export class Browser {
  readonly origin: string
  readonly cookies: Cookies
  page: Page = new Page(0, new Headers(), '')
  readonly #agent: ReturnType<typeof supertest.agent>
  // A connection is kept as a browser keeps it: a new one for each request costs more than many a page.
  readonly #connection = new Agent({ keepAlive: true })

  /** @param door a server that listens in this process, or the origin of one elsewhere */
  constructor(door: Server | string) {
    this.origin = typeof door === 'string' ? door : `http://127.0.0.1:${(door.address() as AddressInfo).port}`
    this.#agent = supertest.agent(door)
    // The types of supertest don't tell that an agent has its jar.
    const { jar } = this.#agent as unknown as { jar: CookieJar }
    this.cookies = new Cookies(jar, new URL(this.origin).hostname)
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#show(this.#agent.get(path), headers)
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
    const request = this.#agent.post(path).type('form')
    // Bytes go as they are.
    return this.#show(
      typeof body === 'string' ? request.send(body) : request.serialize(asIs).send(body),
      headers,
    )
  }

  async request(method: string, path: string): Promise<Page> {
    return this.#show(this.#agent[method.toLowerCase() as 'get'](path))
  }

  async #show(request: Test, headers: Record<string, string> = {}): Promise<Page> {
    // What is given by hand stands for the jar's, as it is spelt: supertest would mix the two.
    const { cookie = [...this.cookies].map((pair) => pair.join('=')).join('; '), ...others } = headers
    request.cookies = cookie
    // Packed and unpacked only where that is the matter.
    request.agent(this.#connection).set({ 'accept-encoding': 'identity', ...others })
    const response = await request.buffer(true).parse(asText)
    const seen = new Headers()
    for (const [name, value] of Object.entries(response.headers as Record<string, string | string[]>))
      for (const each of [value].flat()) seen.append(name, each)
    this.page = new Page(response.status, seen, typeof response.body === 'string' ? response.body : '')
    return this.page
  }
}

/** Takes an answer of any type as text: a test that looks at an image only asks whether it is there. */
function asText(answer: unknown, done: (error: Error | null, text: string) => void): void {
  const stream = answer as IncomingMessage
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (part: string) => (text += part))
  stream.on('end', () => done(null, text))
}

function asIs(body: unknown): string {
  return body as string
}
