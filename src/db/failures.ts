import { Unusable } from '../unusable.js'

/** The database can't be reached, or has not answered in time. No fault of the request; it may come right by itself. */
export class DatabaseUnavailable extends Error {}

/** The database of the configuration can't be used as it stands. The message is without the password. */
export class DatabaseUnusable extends Unusable {}

/**
 * SQLite: locked, full, failing, read-only. PostgreSQL (its appendix A): 08 connection lost, 25006 read-only, 40 rolled
 * back for others' sake, 53 out of space, memory or connections, 55P03 a lock not had in time, 57 cancelled by the
 * statement timeout, shut down or starting, 58 the machine's own errors.
 */
const failures =
  /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY)|(08|40|53|57|58)[0-9A-Z]{3}$|25006$|25P03$|55P03$)/

/** Serialization failure, deadlock, and a unique key that somebody else was faster with. */
const turns = /^(40001|40P01|23505)$/

/** Whether the database could not do what it was asked for no fault of the request. */
export function isDatabaseFailure(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || failures.test(codeOf(error))
}

/**
 * Whether a transaction lost to another one on PostgreSQL and would now find things as that one left them. SQLite's
 * transactions take turns and never fail so.
 */
export function isWorthAnotherTry(error: unknown): boolean {
  return turns.test(codeOf(error))
}

/** The engine's own code of an error; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
