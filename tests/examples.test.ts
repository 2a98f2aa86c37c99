import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { environmentNames, readConfig } from '../src/config.js'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'louzhu-examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const example = (name: string) => readFileSync(join(root, 'examples', name), 'utf8')

/** The flags of Node with which `npm start` runs the forum. */
const startFlags = /node ((?:--\S+ )+)bin\/fresh\.js start/
  .exec(readFileSync(join(root, 'package.json'), 'utf8'))![1]!
  .trim()
  .split(' ')

const isThere = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

function run(program: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

describe('The compose file', () => {
  const names = z.record(z.string(), z.unknown())
  const service = z.strictObject({
    image: z.string().optional(),
    build: z.strictObject({ context: z.literal('..'), dockerfile_inline: z.string() }).optional(),
    restart: z.literal('unless-stopped'),
    deploy: z.strictObject({ replicas: z.number().min(2) }).optional(),
    environment: z.record(z.string(), z.string()).optional(),
    volumes: z.array(z.string()).optional(),
    ports: z.array(z.string()).optional(),
    configs: z.array(z.strictObject({ source: z.string(), target: z.string() })).optional(),
    networks: z.array(z.string()),
    healthcheck: z
      .strictObject({ test: z.array(z.string()), interval: z.string(), retries: z.number() })
      .optional(),
    depends_on: z.union([z.array(z.string()), names]).optional(),
  })
  const file = z.strictObject({
    name: z.string(),
    services: z.record(z.string(), service),
    configs: z.record(z.string(), z.strictObject({ content: z.string() })),
    volumes: names,
    networks: names,
  })
  const text = example('compose.yaml')
  const compose = file.parse(parse(text))
  const services = Object.values(compose.services)

  it('names only what it defines', () => {
    for (const one of services) {
      expect(one.image ?? one.build).toBeDefined()
      for (const network of one.networks) expect(Object.keys(compose.networks)).toContain(network)
      for (const volume of one.volumes ?? [])
        expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
      for (const { source } of one.configs ?? []) expect(Object.keys(compose.configs)).toContain(source)
      const needed = Array.isArray(one.depends_on) ? one.depends_on : Object.keys(one.depends_on ?? {})
      for (const name of needed) expect(Object.keys(compose.services)).toContain(name)
    }
  })

  it('has its own variables in braces, and doubles every other dollar', () => {
    for (const found of text.replaceAll(/^#.*$/gm, '').matchAll(/\$+(.)/g))
      expect([found[0], found[1] === '{' || found[0].startsWith('$$')]).toEqual([found[0], true])
  })

  it('gives the forum an environment that it takes', () => {
    const given = compose.services.forum!.environment!
    const env = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        value
          .replaceAll(/\$\{BASE_URL[^}]*\}/g, 'https://bbs.example.com')
          .replaceAll(/\$\{POSTGRES_PASSWORD[^}]*\}/g, '0123abcd'),
      ]),
    )
    expect(Object.keys(env).filter((name) => !environmentNames.includes(name))).toEqual([])
    expect(readConfig(env).database).toBe('postgres://louzhu:0123abcd@postgres/louzhu')
  })

  it('starts the forum as npm start does', () => {
    const command = /CMD (\[.+\])/.exec(compose.services.forum!.build!.dockerfile_inline)![1]!
    expect(JSON.parse(command)).toEqual(['node', ...startFlags, 'bin/louzhu.js', 'start'])
  })
})

describe('The systemd unit', () => {
  const text = example('louzhu.service')

  it('starts the forum as npm start does, with an environment that it takes', () => {
    expect(/^ExecStart=(.+)$/m.exec(text)![1]!.split(' ').slice(1)).toEqual([
      ...startFlags,
      'bin/louzhu.js',
      'start',
    ])
    const lines = [...text.matchAll(/^(?:Environment=|# {2})(?=[A-Z_]+=)(.+)$/gm)].flatMap(([, line]) =>
      line!.split(' '),
    )
    const env = Object.fromEntries(
      lines.map((line) => [line.split('=')[0]!, line.slice(line.indexOf('=') + 1)]),
    )
    expect(Object.keys(env).filter((name) => ![...environmentNames, 'NODE_ENV'].includes(name))).toEqual([])
    expect(readConfig(env)).toMatchObject({ port: 3000, dataDir: '/var/lib/louzhu' })
  })

  it.skipIf(!isThere('systemd-analyze'))('is one that systemd understands', () => {
    const path = join(folder, 'louzhu.service')
    writeFileSync(path, text.replace('/usr/bin/node', process.execPath))
    const { said } = run('systemd-analyze', 'verify', path)
    expect(said.split('\n').filter((line) => line.includes('louzhu.service'))).toEqual([])
    writeFileSync(path, text.replace('Restart=always', 'Restrat=always'))
    expect(run('systemd-analyze', 'verify', path).said).toContain('Restrat')
  })
})

describe.skipIf(!isThere('nginx'))('The nginx configurations', () => {
  const check = (server: string) => {
    const path = join(folder, 'nginx.conf')
    const quiet = `pid ${folder}/nginx.pid; error_log stderr; events {}`
    writeFileSync(path, `${quiet} http { access_log off; ${server} }`)
    return run('nginx', '-t', '-q', '-c', path)
  }

  it('are ones that nginx understands', () => {
    // There is no certificate here, and none of its lines is special.
    const ours = example('nginx.conf')
      .replaceAll(' ssl http2;', ' http2;')
      .replaceAll(/^ *ssl_certificate.*$/gm, '')
    expect(check(ours)).toEqual({ status: 0, said: '' })
    const { content } = (parse(example('compose.yaml')) as { configs: { nginx: { content: string } } })
      .configs.nginx
    expect(check(content.replaceAll('$$', '$'))).toEqual({ status: 0, said: '' })
    expect(check('server { listen }').status).not.toBe(0)
  })
})
