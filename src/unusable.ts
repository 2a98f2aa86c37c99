/**
 * The machine or its settings are such that the forum can't run, whoever asks. The message is one line for the terminal:
 * where, what is wrong, what to do. `exitCode` as in sysexits.h: 69 unavailable, 78 a configuration error.
 */
export class Unusable extends Error {
  readonly exitCode: 69 | 78

  constructor(message: string, { exitCode, cause }: { exitCode: 69 | 78; cause?: unknown }) {
    super(message, { cause })
    this.exitCode = exitCode
  }
}

interface Known {
  /** Node's and SQLite's own codes */
  code: RegExp
  says: string
  exitCode: 69 | 78
}

const elsewhere = 'or set DATA_DIR to another folder'

const known: Known[] = [
  {
    code: /^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH)/,
    says: `this user may not read and write here; give it the right (chown, chmod), ${elsewhere}`,
    exitCode: 78,
  },
  {
    code: /^(EEXIST|ENOTDIR)$/,
    says: `a file stands where a folder is needed; move the file away, ${elsewhere}`,
    exitCode: 78,
  },
  {
    code: /^(EISDIR|SQLITE_CANTOPEN_ISDIR)$/,
    says: `a folder stands where a file is needed; move it away, ${elsewhere}`,
    exitCode: 78,
  },
  {
    code: /^(EROFS|SQLITE_READONLY)/,
    says: `it can only be read; make the file and its folder writable for this user, ${elsewhere}`,
    exitCode: 78,
  },
  {
    code: /^SQLITE_CANTOPEN/,
    says: `it can't be opened; give this user the right to read and write the file and its folder, ${elsewhere}`,
    exitCode: 78,
  },
  { code: /^(ENOSPC|EDQUOT|SQLITE_FULL)/, says: 'the disk is full; make room and start again', exitCode: 69 },
  {
    code: /^(EIO|SQLITE_IOERR)/,
    says: 'the disk fails to read or write; look into the log of the system (dmesg), then start again, or bring the data folder back from a backup on another disk',
    exitCode: 69,
  },
  {
    code: /^(SQLITE_NOTADB|SQLITE_CORRUPT)/,
    says: 'it is no database, or a damaged one; bring it back from a backup, or move it away to begin a new forum',
    exitCode: 69,
  },
  {
    code: /^(SQLITE_BUSY|SQLITE_LOCKED)/,
    says: 'another program holds it; end that one, or try again in a moment',
    exitCode: 69,
  },
]

/** What is wrong at `path`, as one line that says what to do; an error of another kind is returned as it is. */
export function unusable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  const found = known.find((each) => each.code.test(code))
  if (!found) return error
  return new Unusable(`${path}: ${found.says} (${code})`, { exitCode: found.exitCode, cause: error })
}
