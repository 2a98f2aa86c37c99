/** The colours a post's text can have. They are class names, since the site's policy allows no inline style. */
export const textColors = {
  red: [0xff, 0x00, 0x00],
  orange: [0xff, 0x8c, 0x00],
  green: [0x00, 0x80, 0x00],
  blue: [0x00, 0x00, 0xff],
  purple: [0x80, 0x00, 0x80],
  pink: [0xff, 0x69, 0xb4],
  gray: [0x80, 0x80, 0x80],
  brown: [0x8b, 0x45, 0x13],
  teal: [0x00, 0x80, 0x80],
  black: [0x00, 0x00, 0x00],
} as const

export type TextColor = keyof typeof textColors

// The names that the colour pickers of PHPWind and Discuz wrote, and those people type.
const otherNames: Record<string, string> = {
  aqua: '00ffff',
  chocolate: 'd2691e',
  coral: 'ff7f50',
  crimson: 'dc143c',
  cyan: '00ffff',
  darkblue: '00008b',
  darkgray: 'a9a9a9',
  darkgreen: '006400',
  darkolivegreen: '556b2f',
  darkorange: 'ff8c00',
  darkorchid: '9932cc',
  darkred: '8b0000',
  darkslateblue: '483d8b',
  darkslategray: '2f4f4f',
  deeppink: 'ff1493',
  deepskyblue: '00bfff',
  dimgray: '696969',
  dodgerblue: '1e90ff',
  fuchsia: 'ff00ff',
  gold: 'ffd700',
  grey: '808080',
  hotpink: 'ff69b4',
  indigo: '4b0082',
  lightblue: 'add8e6',
  lime: '00ff00',
  limegreen: '32cd32',
  magenta: 'ff00ff',
  maroon: '800000',
  mediumturquoise: '48d1cc',
  navy: '000080',
  olive: '808000',
  orangered: 'ff4500',
  palegreen: '98fb98',
  paleturquoise: 'afeeee',
  plum: 'dda0dd',
  royalblue: '4169e1',
  sandybrown: 'f4a460',
  seagreen: '2e8b57',
  sienna: 'a0522d',
  silver: 'c0c0c0',
  skyblue: '87ceeb',
  slategray: '708090',
  tomato: 'ff6347',
  violet: 'ee82ee',
  wheat: 'f5deb3',
  white: 'ffffff',
  yellow: 'ffff00',
  yellowgreen: '9acd32',
}

/** The palette's colour for what stands in `[color=…]`: a name, `#rgb` or `#rrggbb`. Null when it is no colour. */
export function textColor(written: string): TextColor | null {
  const name = written.trim().toLowerCase()
  if (Object.hasOwn(textColors, name)) return name as TextColor
  const hex = Object.hasOwn(otherNames, name)
    ? otherNames[name]
    : name.match(/^#?([0-9a-f]{6}|[0-9a-f]{3})$/)?.[1]
  if (hex === undefined) return null
  const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g)!
  return nearest(digits.map((pair) => Number.parseInt(pair, 16)))
}

// Grays are told apart by lightness alone: by distance white would come out pink.
function nearest(rgb: readonly number[]): TextColor {
  const lightest = Math.max(...rgb)
  if (lightest - Math.min(...rgb) < 24) return lightest < 64 ? 'black' : 'gray'
  const palette = Object.entries(textColors) as [TextColor, readonly number[]][]
  const distances = palette.map(([name, channels]) => ({
    name,
    distance: channels.reduce((sum, channel, index) => sum + (channel - rgb[index]!) ** 2, 0),
  }))
  return distances.reduce((best, next) => (next.distance < best.distance ? next : best)).name
}
