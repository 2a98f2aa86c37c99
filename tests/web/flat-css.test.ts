import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeAssets } from '../../src/web/asset-files.js'
import { flatCss } from '../../src/web/flat-css.js'

const lines = (css: string) => flatCss(css).split('\n').filter(Boolean)

describe('A stylesheet without layers', () => {
  it('has its rules in the order of the layers, each heavier than those below', () => {
    expect(
      lines(`@layer base, parts;
        @layer parts { .a { color: red; } }
        @layer base { p a:hover, ::before { color: blue } }
        .loose { color: green }`),
    ).toEqual([
      'p a:hover,::before{color:blue}',
      '.a:not(#_){color:red}',
      '.loose:not(#_):not(#_){color:green}',
    ])
  })

  it('keeps conditions, around layers and within them, and weighs what is important the other way round', () => {
    expect(
      lines(`@layer base, parts;
        @media print { @layer parts { .a::after { color: red } .b { top: 0 } } }
        @layer base { @supports (gap: 1px) { .c { color: blue !important; top: 1px } } }`),
    ).toEqual([
      '@supports (gap: 1px){.c{top:1px}',
      '.c:not(#_):not(#_){color:blue !important}',
      '}@media print{.a:not(#_)::after{color:red}',
      '.b:not(#_){top:0}',
      '}',
    ])
  })

  it('names sides and sizes as all browsers know them', () => {
    expect(
      lines(`.a {
        inline-size: 1px; max-block-size: 2px; margin-inline: auto 3px; padding-block: calc(1px + 2px);
        border-block-end: 1px solid red; border-inline-start-width: 0; inset: 1px auto 2px; inset-inline-start: 0;
        overflow: clip; --own-inline-size: 1px }`),
    ).toEqual([
      '.a{width:1px;max-height:2px;margin-left:auto;margin-right:3px;padding-top:calc(1px + 2px);' +
        'padding-bottom:calc(1px + 2px);border-bottom:1px solid red;border-left-width:0;top:1px;right:auto;bottom:2px;' +
        'left:auto;left:0;overflow:hidden;overflow:clip;--own-inline-size:1px}',
    ])
  })

  it('leaves strings, brackets and frames alone', () => {
    expect(
      lines(`.a { content: '; } {'; background: url(data:;) } @keyframes away { to { opacity: 0 } }`),
    ).toEqual([`.a{content:'; } {';background:url(data:;)}`, '@keyframes away{to{opacity:0}}'])
  })

  it('can not be made of an id, a nested rule or a layer without a place', () => {
    expect(() => flatCss('@layer a; @layer a { #b { top: 0 } }')).toThrow('#b')
    expect(() => flatCss('@layer a; @layer c { b { top: 0 } }')).toThrow('layer c')
    expect(() => flatCss('.a { .b { top: 0 } }')).toThrow('within .a')
  })

  it('is what the site serves: nothing that only browsers after spring 2022 read holds a page together', () => {
    const css = makeAssets(join(import.meta.dirname, '..', '..', 'public'))[0]!.plain.toString()
    expect(css).toContain('.thread')
    const rare =
      /@layer|:is\(|:where\(|:not\([^)]*,|[{;][a-z-]*(?:inline|block)-(?:size|start|end)\s*:|margin-inline|padding-block/
    expect(rare.exec(css)?.[0]).toBeUndefined()
    expect(css.split('{').length).toBe(css.split('}').length)
  })
})
