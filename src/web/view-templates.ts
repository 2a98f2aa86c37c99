import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ejs from 'ejs'

type Locals = Record<string, unknown>
type Template = (locals: Locals) => string

const root = viewsFolder()
const templates = new Map<string, Template>()

/** Renders a view by its path below `views/`, without ending. Throws when it uses a name that `locals` lacks. */
export function renderView(view: string, locals: Locals): string {
  return render(join(root, `${view}.ejs`), Object.assign(Object.create(null) as Locals, locals))
}

// EJS's own include asks the file system each time and copies all names, a third of a page's time. This one stands
// among the names itself, resolves a path once, and lets the included view look up what it was not given.
function render(path: string, locals: Locals): string {
  const folder = dirname(path)
  locals.include = (included: string, given?: Locals) =>
    render(join(folder, `${included}.ejs`), Object.assign(Object.create(locals) as Locals, given))
  return templateAt(path)(locals)
}

function templateAt(path: string): Template {
  const known = templates.get(path)
  if (known) return known
  const made = ejs.compile(readFileSync(path, 'utf8'), options(path)) as Template
  templates.set(path, made)
  return made
}

// What a view is given is ours: a chain of objects without a prototype at its end. EJS need not copy it again.
function options(filename: string): ejs.Options {
  return { filename, unsafePrototypeLocals: true } as ejs.Options
}

// The same source runs from src/ and from dist/src/.
function viewsFolder(): string {
  const near = join(import.meta.dirname, '..', '..', 'views')
  return existsSync(near) ? near : join(import.meta.dirname, '..', '..', '..', 'views')
}
