import { describe, expect, it } from 'vitest'
import { textColor, textColors } from '../../src/text/text-colors.js'

describe('the colour of a text', () => {
  it.each(Object.keys(textColors))('knows %s by its name', (name) => {
    expect(textColor(name)).toBe(name)
    expect(textColor(` ${name.toUpperCase()} `)).toBe(name)
  })

  it.each([
    ['#f00', 'red'],
    ['#FF0000', 'red'],
    ['ff0000', 'red'],
    ['navy', 'blue'],
    ['DarkRed', 'brown'],
    ['magenta', 'pink'],
    ['#ffff00', 'orange'],
    ['silver', 'gray'],
    ['white', 'gray'],
    ['#111', 'black'],
    ['lime', 'green'],
    ['cyan', 'teal'],
  ])('takes the nearest of the palette for %s: %s', (written, color) => {
    expect(textColor(written)).toBe(color)
  })

  it.each(['', '#ff', '#12345g', 'nosuch', 'constructor', 'red;x', 'url(x)', 'rgb(1,2,3)'])(
    'refuses %j',
    (written) => {
      expect(textColor(written)).toBeNull()
    },
  )
})
