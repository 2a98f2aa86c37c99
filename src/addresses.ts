/** The part of an address that one household shares: IPv4 whole, IPv6 by its /64. */
export function addressKey(ip: string | undefined): string {
  const plain = (ip ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const start = head.split(':').filter((part) => part !== '')
  const end = tail.split(':').filter((part) => part !== '')
  const zeros = plain.includes('::')
    ? Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0')
    : []
  return `${[...start, ...zeros, ...end].slice(0, 4).join(':')}::/64`
}
