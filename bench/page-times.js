import { Agent, get } from 'node:http'
import { once } from 'node:events'
import { median } from './median.js'

const WARM_UP = 100
const SAMPLES = 400

/**
 * The median milliseconds of each of `pages` ({ origin, path, cookie }), asked one request at a time and all in turn,
 * A B C A B C …, so that a slow moment of the machine meets them all alike.
 */
export async function pageTimes(pages) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times = pages.map(() => [])
  for (let turn = 0; turn < WARM_UP + SAMPLES; turn++) {
    for (const [index, page] of pages.entries()) {
      const time = await timeOf(page, agent)
      if (turn >= WARM_UP) times[index].push(time)
    }
  }
  agent.destroy()
  return times.map(median)
}

async function timeOf({ origin, path, cookie }, agent) {
  const begun = performance.now()
  const [answer] = await once(get(`${origin}${path}`, { agent, headers: { cookie } }), 'response')
  answer.resume()
  await once(answer, 'end')
  if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}`)
  return performance.now() - begun
}
