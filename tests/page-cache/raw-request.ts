import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** the body as it was sent, packed or not */
  body: Buffer
  /** the body unpacked */
  text: string
}

/** Sends a request with these headers and no others but Host and Connection. */
export async function rawRequest(
  origin: string,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: OutgoingHttpHeaders } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/`, { method, path, headers, agent: false }, (answer) => {
      buffer(answer).then((body) => {
        resolve({
          status: answer.statusCode!,
          headers: answer.headers,
          body,
          text: unpacked(answer.headers, body),
        })
      }, reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}

function unpacked({ 'content-encoding': encoding }: IncomingHttpHeaders, body: Buffer): string {
  if (body.length === 0) return ''
  if (encoding === 'br') return brotliDecompressSync(body).toString()
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString()
}
