import { createServer } from 'node:http'

// The machine's own limit: node:http answering a constant page of as many bytes as the address says, like /25000.
const pages = new Map()
const server = createServer((req, res) => {
  const page = pages.get(req.url) ?? pageFor(req.url)
  res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length })
  res.end(page)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://localhost:${server.address().port}\n`))
// Without the bench there is nobody left to end this process.
process.on('disconnect', () => process.exit())

function pageFor(address) {
  const page = Buffer.alloc(Number(/^\/(\d{1,8})$/.exec(address)?.[1] ?? 0), 'x')
  pages.set(address, page)
  return page
}
