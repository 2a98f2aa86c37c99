import { cssPieces, splitOutside } from './css-rules.js'

/** A rule with what it stands in (`@media …`), the layer it belongs to, and whether it is of `!important` declarations. */
interface FlatRule {
  around: string[]
  layer: number
  head: string
  body: string
}

/**
 * Rewrites a stylesheet of cascade layers to one that browsers from before layers (spring 2022) and from before logical
 * properties (2020) read too, with the same result: rules in the order of their layers, and each selector as much
 * heavier as its layer stands higher, by `:not(#_)`, which is true of every element. All browsers get this one sheet.
 * Throws on what it can't keep true: an id in a selector, a rule within a rule, a layer without a place.
 */
export function flatCss(css: string): string {
  const pieces = cssPieces(css)
  const order = pieces.find(({ head, body }) => body === null && head.startsWith('@layer '))
  const layers = order ? splitOutside(order.head.slice('@layer '.length), ',') : []
  const rules: FlatRule[] = []
  // What stands in none goes before them all.
  collect(css, [], layers.length)
  rules.sort((one, other) => one.layer - other.layer)
  return (
    rules.map((rule, index) => opening(rule, rules[index - 1]) + rule.head + closing(rule)).join('') +
    ends(rules.at(-1))
  )

  function collect(text: string, around: string[], layer: number): void {
    for (const { head, body } of cssPieces(text)) {
      if (body === null) continue
      const [name, rest] = [head.split(' ')[0]!, head.slice(head.indexOf(' ') + 1)]
      if (name === '@layer') {
        if (!layers.includes(rest)) throw new Error(`the layer ${rest} has no place in the order of layers`)
        collect(body, around, layers.indexOf(rest))
      } else if (name === '@media' || name === '@supports') collect(body, [...around, head], layer)
      else if (head.startsWith('@')) rules.push({ around, layer, head, body: frames(body) })
      else add(head, body, around, layer)
    }
  }

  function add(head: string, body: string, around: string[], layer: number): void {
    const pieces = cssPieces(body)
    const all = pieces.map((piece) => piece.head)
    if (pieces.some((piece) => piece.body !== null)) throw new Error(`a rule stands within ${head}`)
    const isImportant = (each: string) => each.endsWith('!important')
    const lists = [all.filter((each) => !isImportant(each)), all.filter(isImportant)]
    for (const [index, list] of lists.entries()) {
      // What is important weighs the other way round: the lowest layer wins.
      const weight = index === 0 ? layer : layers.length - layer
      if (list.length > 0)
        rules.push({ around, layer, head: heavier(head, weight), body: list.map(physical).join(';') })
    }
  }
}

function opening({ around }: FlatRule, before: FlatRule | undefined): string {
  if (before?.around.join() === around.join()) return ''
  return ends(before) + around.map((each) => `${each}{`).join('')
}

function closing({ body }: FlatRule): string {
  return `{${body}}\n`
}

function ends(rule: FlatRule | undefined): string {
  return '}'.repeat(rule?.around.length ?? 0)
}

/** Selectors that weigh as many ids more. */
function heavier(selectors: string, weight: number): string {
  return splitOutside(selectors, ',')
    .map((selector) => {
      if (/#/.test(selector)) throw new Error(`an id weighs as much as a layer: ${selector}`)
      const at = selector.search(/::[a-z-]+(\([^)]*\))?$/)
      const [element, pseudo] = at < 0 ? [selector, ''] : [selector.slice(0, at), selector.slice(at)]
      return element + ':not(#_)'.repeat(weight) + pseudo
    })
    .join(',')
}

/** What stands in `@keyframes`, or the declarations of `@font-face`. */
function frames(body: string): string {
  return cssPieces(body)
    .map(({ head, body }) => (body === null ? `${head};` : `${head}{${declarations(body)}}`))
    .join('')
}

function declarations(body: string): string {
  return cssPieces(body)
    .map(({ head }) => physical(head))
    .join(';')
}

// The site is written from left to right, from top to bottom.
const sides: [RegExp, string][] = [
  [/^(min-|max-)?inline-size$/, '$1width'],
  [/^(min-|max-)?block-size$/, '$1height'],
  [/^(.+-)?inset-/, '$1'],
  [/(^|-)inline-start(?=-|$)/, '$1left'],
  [/(^|-)inline-end(?=-|$)/, '$1right'],
  [/(^|-)block-start(?=-|$)/, '$1top'],
  [/(^|-)block-end(?=-|$)/, '$1bottom'],
]

/** A declaration in words that browsers know since long; where they know another that comes close, both. */
function physical(declaration: string): string {
  const at = declaration.indexOf(':')
  const [property, value] = [declaration.slice(0, at).trim(), declaration.slice(at + 1).trim()]
  if (property.startsWith('--')) return `${property}:${value}`
  const axis = /^(margin|padding|border|inset|scroll-padding)-(inline|block)$/.exec(property)
  if (axis)
    return [...pair(axis[1]!, axis[2] === 'inline' ? ['left', 'right'] : ['top', 'bottom'], value)].join(';')
  if (property === 'inset') return allSides(value)
  if (property === 'overflow' && value === 'clip') return 'overflow:hidden;overflow:clip'
  if (property === 'overflow-wrap' && value === 'anywhere')
    return 'overflow-wrap:break-word;overflow-wrap:anywhere'
  return `${sides.reduce((name, [from, to]) => name.replace(from, to), property)}:${value}`
}

function pair(property: string, names: [string, string], value: string): string[] {
  const important = value.endsWith('!important') ? '!important' : ''
  const values = splitOutside(value.replace('!important', ''), ' ')
  const prefix = property === 'inset' ? '' : `${property}-`
  // A border has one value of several words for both sides.
  const [first, second] = property === 'border' ? [values.join(' ')] : values
  return [
    `${prefix}${names[0]}:${first!}${important}`,
    `${prefix}${names[1]}:${second ?? first!}${important}`,
  ]
}

function allSides(value: string): string {
  const [top, right = top, bottom = top, left = right] = splitOutside(value, ' ')
  return `top:${top!};right:${right!};bottom:${bottom!};left:${left!}`
}
