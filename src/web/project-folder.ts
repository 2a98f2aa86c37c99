import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The path of a folder of the project, like `views`: the same source runs from src/ and from dist/src/. */
export function projectFolder(name: string): string {
  const near = join(import.meta.dirname, '..', '..', name)
  return existsSync(near) ? near : join(import.meta.dirname, '..', '..', '..', name)
}
