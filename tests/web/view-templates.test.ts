import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { namesIn } from '../../src/web/view-names.js'
import { renderView } from '../../src/web/view-templates.js'

describe('A view takes from its locals', () => {
  it.each([
    ['<%= title %><%- include("x", { trail, kind: sort }) %>', ['title', 'trail', 'sort']],
    ['<% for (const post of posts) { %><%= post.id %><% } %>', ['posts']],
    ['<% const when = h.time(at) -%><%= when.iso %>', ['h', 'at']],
    ['<%= isNew ? t.fresh : other %>', ['isNew', 't', 'other']],
    ['<%= `${name} of ${JSON.stringify(list)} more` %>', ['name', 'list']],
    ['<% rows.forEach((row, i) => { %><%= row %><%= i %><% }) %>', ['rows']],
    ['<%# a comment names nothing %><%= "a text" %><%= \'none\' %><%= locals.optional %>', []],
    ['<%= f({ ...given, key: value }) %>', ['f', 'given', 'value']],
  ])('%s', (view, names) => {
    expect(namesIn(view)).toEqual(names)
  })
})

describe('Rendering', () => {
  it('prints what it is given, escaped, and nothing for null', () => {
    const empty = { head: '<无>', text: null, href: null, linkText: null }
    const html = renderView('shared/_empty', { empty })
    expect(html).toContain('&lt;无&gt;')
    expect(html).not.toContain('null')
  })

  it('is refused when a name is missing, so that no blank goes unseen', () => {
    expect(() => renderView('shared/_empty', {})).toThrow('empty')
  })
})

it('Every form to fill in is sent once, and its buttons say what is going on', () => {
  const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ejs'),
  )
  const forms = views.flatMap((name) => {
    const text = readFileSync(`views/${name}`, 'utf8')
    return (text.match(/<form class="form[ "][^]*?<\/form>/g) ?? []).map((form) => ({ name, form }))
  })
  expect(forms.length).toBeGreaterThan(9)
  for (const { name, form } of forms) {
    expect(form, name).toMatch(/^<form [^\n]* data-once/)
    // but for the buttons that lead on to another form
    const buttons = form.match(/<button [^\n]*?<\/button>/g)!.filter((button) => !button.includes('_start'))
    expect(buttons.length, name).toBeGreaterThan(0)
    for (const button of buttons) expect(button, name).toContain('data-busy=')
  }
})
