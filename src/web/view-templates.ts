import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder } from './project-folder.js'
import ejs from 'ejs'
import { escapeHtml } from '../text/html-text.js'
import { namesIn } from './view-names.js'

type Locals = Record<string, unknown>
type Include = (included: string, given?: Locals) => string
type Template = (locals: Locals, escape: (value: unknown) => string, include: Include) => string

const root = projectFolder('views')
const views = new Map<string, View>()

/** Renders a view by its path below `views/`, without ending. Throws when it uses a name that `locals` lacks. */
export function renderView(view: string, locals: Locals): string {
  return viewAt(join(root, `${view}.ejs`)).render(locals)
}

// EJS finds names by `with`, which keeps V8 from compiling a template, and asks the file system at each include.
// Here a template takes its names in one go at its start, and an included view looks up what it was not given.
class View {
  readonly #folder: string
  readonly #template: Template
  readonly #included = new Map<string, View>()

  constructor(path: string) {
    this.#folder = dirname(path)
    this.#template = compile(path)
  }

  render(locals: Locals): string {
    return this.#template(locals, printed, (included, given) => {
      const all = given ? Object.assign(Object.create(locals) as Locals, given) : locals
      return this.#viewFor(included).render(all)
    })
  }

  #viewFor(included: string): View {
    const known = this.#included.get(included)
    if (known) return known
    const view = viewAt(join(this.#folder, `${included}.ejs`))
    this.#included.set(included, view)
    return view
  }
}

function viewAt(path: string): View {
  const known = views.get(path)
  if (known) return known
  const made = new View(path)
  views.set(path, made)
  return made
}

function compile(path: string): Template {
  const text = withoutEmptyLines(readFileSync(path, 'utf8'))
  const names = namesIn(text)
  // A block of its own, so that a view may declare a name; and a name that nobody gave is an error, not a blank.
  const checks = names.map(
    (name) => `if (${name} === undefined && !("${name}" in locals)) throw new ReferenceError("${name}");`,
  )
  const template = new ejs.Template(`<% ${checks.join(' ')} { -%>${text}<% } -%>`, {
    filename: path,
    strict: true,
    compileDebug: false,
    destructuredLocals: names,
  } as ejs.Options) as unknown as { compile: () => void; source: string }
  template.compile()
  // eslint-disable-next-line no-implied-eval
  return new Function(
    'locals',
    'escapeFn',
    'include',
    `${template.source}\n//# sourceURL=${path}`,
  ) as Template
}

/** Lines on which nothing but code stands leave no line of their own behind; the line break before them stays. */
function withoutEmptyLines(view: string): string {
  return view.replace(/^[ \t]*((?:<%(?![=-])(?:(?!%>)[\s\S])*?[^-_]%>[ \t]*)+)\n/gm, '$1')
}

function printed(value: unknown): string {
  return value === undefined || value === null ? '' : escapeHtml(String(value as string | number))
}
