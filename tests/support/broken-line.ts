import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

/** A line to a database server that a test can cut, and mend. */
export class BrokenLine {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #state: 'whole' | 'cut' | 'silent' = 'whole'

  private constructor(target: URL) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket))
      if (this.#state === 'cut') return void socket.destroy()
      if (this.#state === 'silent') return
      const far = connect(Number(target.port), target.hostname)
      this.#sockets.add(far)
      far.on('error', () => socket.destroy()).on('close', () => socket.destroy())
      socket.on('close', () => far.destroy())
      socket.pipe(far).pipe(socket)
    })
  }

  /** Opens a line to the server of `address`. */
  static async to(address: string): Promise<BrokenLine> {
    const line = new BrokenLine(new URL(address))
    line.#server.listen(0, '127.0.0.1')
    await once(line.#server, 'listening')
    return line
  }

  /** The same database by way of this line. */
  addressOf(address: string): string {
    const url = new URL(address)
    const here = this.#server.address()
    if (typeof here !== 'object' || here === null) throw new Error('not listening')
    url.hostname = '127.0.0.1'
    url.port = String(here.port)
    return url.href
  }

  /** Ends every connection and lets no new one through. */
  cut(): void {
    this.#state = 'cut'
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Takes connections and says nothing, as a network does that loses what it is given. */
  hush(): void {
    this.#state = 'silent'
    for (const socket of this.#sockets) socket.unpipe()
  }

  mend(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#state = 'whole'
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
