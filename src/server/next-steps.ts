import { messages } from '../i18n/zh-cn.js'
import { routes } from '../routes.js'
import { addressWith } from '../web/paging.js'

/** A link to where somebody can go on. */
export interface Step {
  title: string
  href: string
}

/** A request that was answered with an error, as far as it tells where to go on. */
export interface FailedRequest {
  method: string
  /** path and query, as it was asked for */
  address: string
  referer: string | undefined
  host: string | undefined
  status: number
  /** where the form stands that was sent, if it was one */
  form: string | undefined
  /** who asks; null when it is not known, as the database did not answer */
  visitor: 'guest' | 'member' | 'founder to be' | null
  /** whether nobody knows if the thing is there, so that signing in may help */
  maySignIn: boolean
}

/** Things that pages are about, by the beginning of their addresses. */
const things: readonly [RegExp, string][] = [
  [/^\/threads\/[1-9]\d{0,14}(?=\/)/, messages.title.backToThread],
  [/^\/posts\/[1-9]\d{0,14}(?=\/)/, messages.title.backToFloor],
  [/^\/boards\/[1-9]\d{0,14}(?=\/)/, messages.title.backToBoard],
]

const LONGEST_ADDRESS = 500

const pages = routes.flatMap(({ method, path }) =>
  method === 'get' && path !== '/setup' ? [path.replaceAll(/:\w+/g, String.raw`[1-9]\d{0,14}`)] : [],
)
const isPage = new RegExp(`^(?:${pages.join('|')})$`)

/** Where to go on from an error page, the best first. All are addresses of this site. */
export function nextSteps(request: FailedRequest): Step[] {
  const { method, address, status, visitor } = request
  const home = { title: messages.title.home, href: '/' }
  if (visitor === 'founder to be') return [home]
  const isGet = method === 'GET' || method === 'HEAD'
  const again =
    isGet && status >= 500 && isPageAddress(address) ? [{ title: messages.title.again, href: address }] : []
  const login =
    visitor === 'guest' && request.maySignIn
      ? [{ title: messages.title.login, href: addressWith('/login', { next: isGet ? address : null }) }]
      : []
  const latest = visitor === null ? [] : [{ title: messages.title.latest, href: '/latest' }]
  const steps = [...again, ...wayBack(request), ...login, ...latest, home]
  return steps.filter(({ href }, index) => steps.findIndex((step) => step.href === href) === index)
}

/** Back to what the address is about, to the form, or to the page that led here. */
function wayBack({ address, referer, host, status, form }: FailedRequest): Step[] {
  const from = pageBefore(referer, host, address)
  const [title, thing] = status === 404 || status >= 500 ? [] : thingOf(address)
  if (title !== undefined && thing !== undefined)
    return [{ title, href: from?.split('?')[0] === thing ? from : thing }]
  const back = status === 404 ? from : (form ?? from)
  return back === undefined ? [] : [{ title: messages.title.back, href: back }]
}

function thingOf(address: string): [title: string, path: string] | [] {
  for (const [beginning, title] of things) {
    const path = beginning.exec(address)?.[0]
    if (path !== undefined) return [title, path]
  }
  return []
}

/** The address of the page that led here, if it is another page of this site. */
function pageBefore(referer: string | undefined, host: string | undefined, here: string): string | undefined {
  if (referer === undefined || referer.length > LONGEST_ADDRESS || !URL.canParse(referer)) return undefined
  const url = new URL(referer)
  const own = `${url.protocol}//${host}`
  if (!/^https?:$/.test(url.protocol) || !URL.canParse(own) || new URL(own).host !== url.host)
    return undefined
  const address = url.pathname + url.search
  return address !== here && isPageAddress(address) ? address : undefined
}

function isPageAddress(address: string): boolean {
  return address.length <= LONGEST_ADDRESS && isPage.test(address.split('?')[0]!) && !/[\s\\]/.test(address)
}
