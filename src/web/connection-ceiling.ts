import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { addressKey } from '../addresses.js'

/** Connections that one address may have open; a browser opens six, an office behind one address some dozens. */
export const CONNECTIONS_PER_ADDRESS = 256

/**
 * Closes connections of an address that has `most` open already: silent ones cost nobody anything but keep others out.
 * `isExempt` says whose connections are of many visitors, a proxy's. Each address is logged once until it has none left.
 */
export function limitConnections(
  server: Server,
  { most, isExempt, logger }: { most: number; isExempt: (address: string) => boolean; logger: Logger },
): void {
  const open = new Map<string, { count: number; isLogged: boolean }>()
  server.on('connection', (socket) => {
    const { remoteAddress } = socket
    if (remoteAddress === undefined || isExempt(remoteAddress)) return
    const address = addressKey(remoteAddress)
    const held = open.get(address) ?? { count: 0, isLogged: false }
    if (held.count >= most) {
      socket.destroy()
      if (!held.isLogged) logger.warn({ ip: address, most }, 'an address has too many connections')
      held.isLogged = true
      return
    }
    held.count++
    open.set(address, held)
    socket.once('close', () => {
      if (--held.count === 0) open.delete(address)
    })
  })
}
