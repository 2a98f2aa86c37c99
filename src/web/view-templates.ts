import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ejs from 'ejs'

type Locals = Record<string, unknown>
type Compiled = (
  locals: Locals,
  escape: undefined,
  include: (path: string, data?: Locals) => string,
) => string

const root = viewsFolder()
const compiled = new Map<string, Compiled>()

/** Renders a view by its path below `views/`, without ending. Throws when it uses a name that `locals` lacks. */
export function renderView(view: string, locals: Locals): string {
  return render(join(root, `${view}.ejs`), locals)
}

// EJS's own include asks the file system for each one, a tenth of a page's time; here a path is resolved and
// compiled once.
function render(path: string, locals: Locals): string {
  const folder = dirname(path)
  return template(path)(locals, undefined, (included, data) =>
    render(join(folder, `${included}.ejs`), { ...locals, ...data }),
  )
}

function template(path: string): Compiled {
  const known = compiled.get(path)
  if (known) return known
  const made = ejs.compile(readFileSync(path, 'utf8'), {
    client: true,
    filename: path,
  }) as unknown as Compiled
  compiled.set(path, made)
  return made
}

// The same source runs from src/ and from dist/src/.
function viewsFolder(): string {
  const near = join(import.meta.dirname, '..', '..', 'views')
  return existsSync(near) ? near : join(import.meta.dirname, '..', '..', '..', 'views')
}
