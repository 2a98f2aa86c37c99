import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { unusable } from './unusable.js'

/** One key per purpose, all from the one secret in the data folder. */
export interface Secrets {
  session: string
  csrf: Buffer
  password: Buffer
  guest: Buffer
  /** marks browsers that somebody has signed in with */
  browser: Buffer
  /** tells one secret from another and nothing of either */
  fingerprint: string
}

const stored = z.object({ secret: z.string().regex(/^[0-9a-f]{64}$/) })

/** Reads the secret of this data folder, made on first start and readable by its owner alone. Throws when it is damaged or can't be had. */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json')
  if (!existsSync(path)) makeSecret(dataDir, path)
  const parsed = stored.safeParse(jsonOf(readSecret(path)))
  if (!parsed.success)
    throw new Error(`${path} is damaged; bring it back from a backup, or every password is lost`)
  return secretsFrom(Buffer.from(parsed.data.secret, 'hex'))
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw unusable(path, error)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Derives the keys from 32 bytes. */
export function secretsFrom(secret: Buffer): Secrets {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  return {
    session: derive('session').toString('hex'),
    csrf: derive('csrf'),
    password: derive('password'),
    guest: derive('guest'),
    browser: derive('browser'),
    fingerprint: derive('fingerprint').toString('hex'),
  }
}

// Linked into place whole, so that two first starts at once agree on one secret.
function makeSecret(dataDir: string, path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const secret = randomBytes(32).toString('hex')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(draft, JSON.stringify({ secret }), { mode: 0o600, flush: true })
    linkSync(draft, path)
  } catch (error) {
    if (!existsSync(path)) throw unusable(dataDir, error)
  } finally {
    removeDraft(draft)
  }
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft)
  } catch {
    // There was none, or what has failed before says why.
  }
}

/** A random token of 192 bits, safe in addresses and forms. */
export function randomToken(): string {
  return randomBytes(24).toString('base64url')
}

/** SHA-256 in hex: what the database keeps of a token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Signs `text` with `key`. */
export function signature(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

/** Compares two texts in a time that tells nothing of where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
