import type { Request, Response } from 'express'
import { sameText, signature, type Secrets } from '../secrets.js'

/** Life of the cookie, milliseconds. */
const LIFE = 365 * 86_400_000
/** Members remembered at one browser; beyond it the longest absent is forgotten. */
const MOST_MEMBERS = 5

/** A member as their mark is made: with another password it is another one. */
interface Marked {
  id: number
  passwordHash: string
}

/**
 * Who has signed in from this browser before. The cookie opens nothing: it only has a member's tries counted apart from
 * those of others at the same address, so that nobody there can shut them out.
 */
export class KnownBrowsers {
  readonly #key: Buffer
  readonly #cookie: string
  readonly #isHttps: boolean

  constructor(secrets: Secrets, { isHttps }: { isHttps: boolean }) {
    this.#key = secrets.browser
    this.#isHttps = isHttps
    this.#cookie = isHttps ? '__Host-known' : 'known'
  }

  /** Whether this member has signed in from this browser, with the password that they still have. */
  isKnown(req: Request, member: Marked): boolean {
    const mark = this.#markOf(member)
    return this.#marksOf(req).some((each) => sameText(each, mark))
  }

  /** Sets the cookie that remembers that this member has signed in here. */
  remember(req: Request, res: Response, member: Marked): void {
    const mark = this.#markOf(member)
    const others = this.#marksOf(req).filter((each) => each !== mark)
    res.cookie(this.#cookie, [mark, ...others].slice(0, MOST_MEMBERS).join('.'), {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#isHttps,
      path: '/',
      maxAge: LIFE,
    })
  }

  #markOf({ id, passwordHash }: Marked): string {
    return signature(this.#key, `${id} ${passwordHash}`)
  }

  #marksOf(req: Request): string[] {
    const cookies = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
    const own = cookies.find((pair) => pair.startsWith(`${this.#cookie}=`)) ?? ''
    const marks = own.slice(this.#cookie.length + 1).split('.')
    return marks.filter((mark) => /^[\w-]{43}$/.test(mark)).slice(0, MOST_MEMBERS)
  }
}
