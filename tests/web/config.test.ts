import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.js'
import { Unusable } from '../../src/unusable.js'

describe('The configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: undefined,
      dataDir: resolve('data'),
      database: resolve('data/louzhu.db'),
      databasePool: 10,
      uploads: { kind: 'folder', path: resolve('data/uploads') },
      baseUrl: undefined,
      trustProxy: [],
      logLevel: 'info',
      workers: 1,
      isDevelopment: false,
      passwordCost: 12,
    })
  })

  it('takes an empty variable as none', () => {
    const empty = {
      PORT: '',
      HOST: '',
      DATA_DIR: '',
      BASE_URL: '',
      TRUST_PROXY: '',
      LOG_LEVEL: '',
      WORKERS: '',
      DATABASE_URL: '',
    }
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('is read from the environment', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '127.0.0.1',
      DATA_DIR: '/var/lib/louzhu',
      BASE_URL: 'https://forum.example.com',
      TRUST_PROXY: '127.0.0.1, ::1, 10.0.0.0/8',
      LOG_LEVEL: 'warn',
      DATABASE_URL: 'postgres://louzhu:secret@db.example.com/louzhu',
      DATABASE_POOL: '20',
      UPLOADS: 's3://bilder/forum?endpoint=https://s3.example.com&region=eu-central-1',
    })
    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      dataDir: '/var/lib/louzhu',
      logLevel: 'warn',
      database: 'postgres://louzhu:secret@db.example.com/louzhu',
      databasePool: 20,
      uploads: {
        kind: 's3',
        bucket: 'bilder',
        prefix: 'forum',
        endpoint: new URL('https://s3.example.com'),
        region: 'eu-central-1',
      },
    })
    expect(config.baseUrl?.origin).toBe('https://forum.example.com')
    expect(config.trustProxy).toEqual(['127.0.0.1', '::1', '10.0.0.0/8'])
  })

  it('takes an http address without a proxy', () => {
    expect(readConfig({ BASE_URL: 'http://forum.lan:3000' }).baseUrl?.host).toBe('forum.lan:3000')
  })

  it.each<[string, Record<string, string>]>([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '80.5' }],
    ['BASE_URL', { BASE_URL: 'forum.example.com' }],
    ['BASE_URL', { BASE_URL: 'ftp://forum.example.com' }],
    ['BASE_URL', { BASE_URL: 'http://forum.example.com/forum' }],
    ['BASE_URL', { BASE_URL: 'http://forum.example.com/?a=1' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'true' }],
    ['TRUST_PROXY', { TRUST_PROXY: '1' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'proxy.lan' }],
    ['TRUST_PROXY', { TRUST_PROXY: '0.0.0.0/0' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
    ['TRUST_PROXY', { TRUST_PROXY: '127.0.0.1,' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/louzhu' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://name:pass word@:x/louzhu' }],
    ['DATABASE_POOL', { DATABASE_POOL: '0' }],
    ['UPLOADS', { UPLOADS: 's3://bucket' }],
    ['UPLOADS', { UPLOADS: 's3://key:secret@bucket?endpoint=https://s3.example.com' }],
    ['UPLOADS', { UPLOADS: 'ftp://files.example.com' }],
  ])('names %s in one line when it is wrong: %j', (name, env) => {
    const read = () => readConfig(env)
    expect(read).toThrow(Unusable)
    expect(read).toThrow(new RegExp(`^${name}: [^\\n]+$`))
  })

  it('refuses an https address without a proxy and says why', () => {
    const env = { BASE_URL: 'https://forum.example.com' }
    expect(readConfig({ ...env, TRUST_PROXY: '127.0.0.1' }).baseUrl?.protocol).toBe('https:')
    for (const off of [{}, { TRUST_PROXY: 'off' }]) {
      expect(() => readConfig({ ...env, ...off })).toThrow(Unusable)
      expect(() => readConfig({ ...env, ...off })).toThrow(/^BASE_URL is https but TRUST_PROXY is off[^\n]+$/)
    }
  })
})
