import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import proxyAddr from 'proxy-addr'

/** Tells the address that a request comes from. */
export type ClientAddress = (req: IncomingMessage) => string

/**
 * The one notion of who is at the other end, for limits, sessions, presence and the log alike: the connection's address,
 * or, where that is one of the `trusted` proxies, what they say of the visitor. IPv4 is always in its own form.
 */
export function clientAddressBehind(trusted: readonly string[]): ClientAddress {
  if (trusted.length === 0) return socketAddress
  const trust = proxyAddr.compile([...trusted])
  return (req) => {
    const told = proxyAddr(req, trust)
    return isIP(told) === 0 ? socketAddress(req) : plainAddress(told)
  }
}

/** Whether an address is one of the `trusted` proxies. */
export function isProxyAmong(trusted: readonly string[]): (address: string | undefined) => boolean {
  if (trusted.length === 0) return () => false
  const trust = proxyAddr.compile([...trusted])
  return (address) => address !== undefined && trust(address, 0)
}

// Gone once the connection is closed.
function socketAddress({ socket }: IncomingMessage): string {
  return plainAddress(socket.remoteAddress ?? 'unknown')
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
