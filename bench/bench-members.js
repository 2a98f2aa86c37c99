const PASSWORD = 'louzhu-demo'

/** 街坊3 … 街坊10, signed in: the cookie of each and the token that their forms need. */
export async function signInMembers(origin) {
  const members = []
  for (let number = 3; number <= 10; number++) members.push(await signIn(origin, `街坊${number}`))
  return members
}

/**
 * Makes requests that sign in one member after another. Not those of `signInMembers`: a member's oldest sessions end
 * when there are too many.
 */
export async function signInRequests(origin) {
  const guest = await guestForm(origin)
  let turn = 0
  return () => signInRequest(guest, `街坊${11 + (turn++ % 400)}`)
}

/** A form as a browser sends it. */
export function formRequest(path, cookie, fields) {
  return {
    method: 'POST',
    path,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  }
}

async function signIn(origin, username) {
  const { path, ...request } = signInRequest(await guestForm(origin), username)
  const answer = await fetch(`${origin}${path}`, { ...request, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${username} could not sign in: ${answer.status}`)
  const cookie = cookieNamed('sid', answer)
  const thread = await fetch(`${origin}/threads/2`, { headers: { cookie } })
  return { cookie, token: tokenIn(await thread.text()) }
}

function signInRequest({ cookie, token }, username) {
  return formRequest('/login', cookie, { _csrf: token, username, password: PASSWORD, next: '/' })
}

async function guestForm(origin) {
  const page = await fetch(`${origin}/login`)
  return { cookie: cookieNamed('guest', page), token: tokenIn(await page.text()) }
}

function cookieNamed(name, answer) {
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))
}

function tokenIn(html) {
  return /name="_csrf" value="([^"]+)"/.exec(html)[1]
}
