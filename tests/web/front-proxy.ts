import { createServer, request, type Server } from 'node:http'
import { once } from 'node:events'
import type { TestForum } from '../support/forum.js'
import { Browser } from '../support/browser.js'

/** What stands in front of a forum at https://forum.example.com: it takes requests, ends TLS and passes them on. */
export class FrontProxy {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /** Passes requests on under the public host, which `headers` may say otherwise. */
  static async before(forum: TestForum, headers: Record<string, string> = {}): Promise<FrontProxy> {
    const told = { host: 'forum.example.com', 'x-forwarded-proto': 'https', ...headers }
    const server = createServer({ keepAliveTimeout: 0 }, (req, res) => {
      const options = { method: req.method ?? 'GET', headers: { ...req.headers, ...told } }
      const passed = request(`${forum.origin}${req.url}`, options, (answer) => {
        res.writeHead(answer.statusCode ?? 500, answer.rawHeaders)
        answer.pipe(res)
      })
      req.pipe(passed)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new FrontProxy(server)
  }

  /** Somebody who visits the site at its public address. */
  visitor(): Browser {
    return new Browser(this.#server)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
