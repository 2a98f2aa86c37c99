const reserved = new Set(
  (
    'break case catch class const continue default delete do else false finally for function if in instanceof let ' +
    'new null of return switch this throw true try typeof undefined var void while include locals'
  ).split(' '),
)

/**
 * The names that a view's code takes from its locals: every name it uses and does not declare. Names declared in one
 * part of a view can't be taken from its locals in another.
 */
export function namesIn(view: string): string[] {
  const code = [...view.matchAll(/<%(?!#)[=_-]?([\s\S]*?)[_-]?%>/g)]
    .map((tag) => withoutTexts(tag[1]!))
    .join('\n')
  const declared = declaredIn(code)
  const withoutKeys = code.replaceAll('...', ' ').replace(/([{,]\s*)[\w$]+\s*:/g, '$1')
  const used = withoutKeys.match(/(?<![\w$.])[A-Za-z_$][\w$]*/g) ?? []
  const free = used.filter((name) => !reserved.has(name) && !declared.has(name) && !(name in globalThis))
  return [...new Set(free)]
}

/** Code without its texts; of a template literal its expressions stay. */
function withoutTexts(code: string): string {
  return code
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/`(?:[^`\\]|\\.)*`/g, (literal) =>
      [...literal.matchAll(/\$\{([^}]*)\}/g)].map((part) => `(${part[1]!})`).join(' '),
    )
}

/** Names after const and let, in patterns too, and the parameters of arrow functions. */
function declaredIn(code: string): Set<string> {
  const places = [
    ...code.matchAll(/\b(?:const|let)\s+([\w$]+|\[[^\]]*\]|\{[^}]*\})/g),
    ...code.matchAll(/([\w$]+|\([^()]*\))\s*=>/g),
  ]
  return new Set(places.flatMap((place) => place[1]!.match(/[A-Za-z_$][\w$]*/g) ?? []))
}
