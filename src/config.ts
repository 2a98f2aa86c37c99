import { join, resolve } from 'node:path'
import { isIP } from 'node:net'
import { z } from 'zod'
import { Unusable } from './unusable.js'
import { uploadPlace, type UploadPlace } from './upload-place.js'

/** What the environment decides, read once at start. Everything a webmaster changes by mouse is a setting in the database. */
export interface Config {
  port: number
  /** undefined: every interface */
  host: string | undefined
  dataDir: string
  /** where the forum is: a postgres:// address (with its password: never to be logged), or the SQLite file in the data folder */
  database: string
  /** connections to PostgreSQL at most, of each process */
  databasePool: number
  /** where uploads are kept; the same place for all servers of one forum */
  uploads: UploadPlace
  /** The site's one origin, like https://example.com, or undefined: any well-formed Host is taken. */
  baseUrl: URL | undefined
  /** Exact proxy addresses whose X-Forwarded-* headers count; empty: none. */
  trustProxy: string[]
  logLevel: string
  /** whether slow pages are logged with their statements (NODE_ENV=development) */
  isDevelopment: boolean
  /** processes that answer requests, sharing one database */
  workers: number
  /** bcrypt's cost; not an environment variable, tests lower it */
  passwordCost: number
}

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => URL.canParse(url) && new URL(url).href === `${new URL(url).origin}/`,
      'must have no path',
    )
    .optional(),
  TRUST_PROXY: z
    .string()
    .default('off')
    .transform((list) => (list === 'off' ? [] : list.split(',').map((address) => address.trim())))
    .refine((list) => list.every(isAddressOrRange), 'must be off or exact addresses, like 127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  DATABASE_URL: z
    .string()
    .refine(
      (url) => isPostgresAddress(url) && URL.canParse(url),
      'must look like postgres://name:password@host:5432/database (with special characters of the password as %40 and so on); leave it unset to use SQLite in DATA_DIR',
    )
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(10),
  UPLOADS: z.string().min(1).optional(),
})

/** Every variable that the forum reads. */
export const environmentNames: string[] = Object.keys(environment.shape)

/** Reads the configuration from environment variables. Throws Unusable with one clear line. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw useless(`${issue.path.join('.')}: ${issue.message}`)
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, BASE_URL, TRUST_PROXY, LOG_LEVEL, WORKERS } = parsed.data
  if (BASE_URL?.startsWith('https:') && TRUST_PROXY.length === 0) {
    throw useless(
      'BASE_URL is https but TRUST_PROXY is off: name the address of the TLS proxy in front (TRUST_PROXY=127.0.0.1), or secure cookies could never be set',
    )
  }
  const dataDir = resolve(DATA_DIR)
  const uploads = uploadPlace(parsed.data.UPLOADS ?? join(dataDir, 'uploads'))
  if (uploads === null)
    throw useless(
      'UPLOADS: must be a folder, or like s3://bucket/prefix?endpoint=https://s3.example.com without a password in it',
    )
  return {
    port: PORT,
    host: HOST,
    dataDir,
    database: DATABASE_URL ?? join(dataDir, 'louzhu.db'),
    databasePool: parsed.data.DATABASE_POOL,
    uploads,
    baseUrl: BASE_URL === undefined ? undefined : new URL(BASE_URL),
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
    workers: WORKERS,
    isDevelopment: env.NODE_ENV === 'development',
    passwordCost: 12,
  }
}

/** Whether `address` names a PostgreSQL database. */
export function isPostgresAddress(address: string): boolean {
  return /^postgres(ql)?:\/\//i.test(address)
}

function useless(message: string): Unusable {
  return new Unusable(message, { exitCode: 78 })
}

function isAddressOrRange(text: string): boolean {
  const [address, bits, more] = text.split('/')
  const version = isIP(address ?? '')
  if (version === 0 || more !== undefined) return false
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= (version === 4 ? 32 : 128))
  )
}
