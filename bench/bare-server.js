import { createServer } from 'node:http'

// The machine's own limit: node:http answering with a constant page of the size given as the argument.
const page = Buffer.alloc(Number(process.argv[2]), 'x')
const server = createServer((_req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length })
  res.end(page)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://localhost:${server.address().port}\n`))
