import { request, type ClientRequest } from 'node:http'

/** Forms whose bodies never come: they keep a forum under load from when it has said that it takes them until they are destroyed. */
export async function slowForms(origin: string, count: number): Promise<ClientRequest[]> {
  return Promise.all(Array.from({ length: count }, () => slowForm(origin)))
}

async function slowForm(origin: string): Promise<ClientRequest> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': '10',
    expect: '100-continue',
  }
  const sent = request(`${origin}/login`, { method: 'POST', headers, agent: false })
  // It ends when the test hangs up.
  sent.on('error', () => undefined)
  return new Promise((resolve) => {
    sent.on('continue', () => resolve(sent))
    sent.flushHeaders()
  })
}
