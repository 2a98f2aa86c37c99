import { isUtf8 } from 'node:buffer'
import { HttpError } from './http-errors.js'

const PERCENT = 0x25

/**
 * Throws when a form-encoded body stands for bytes that are no UTF-8. The parser would put U+FFFD in their place,
 * and what a person wrote would be kept as something else.
 */
export function requireUtf8(body: Buffer): void {
  if (!isUtf8(percentDecoded(body))) throw new HttpError(400, (t) => t.field.badText)
}

function percentDecoded(body: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] === PERCENT ? Number.parseInt(body.toString('latin1', at + 1, at + 3), 16) : NaN
    if (Number.isNaN(byte)) decoded[length++] = body[at]!
    else {
      decoded[length++] = byte
      at += 2
    }
  }
  return decoded.subarray(0, length)
}
