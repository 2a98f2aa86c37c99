import fc from 'fast-check'

const addresses = [
  'https://a.example/x.png',
  'http://b.example/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '//evil.example',
  '/\\evil.example',
  '/threads/1?page=2#post-3',
  'https://a.example/"onerror="alert(1)',
  "https://a.example/'><script>",
  'www.c.example',
  'a@b.example',
]

const tags =
  'b i u s sub sup quote code url email img list li * hr table tr td td=2,3 list=1 list=A center align=right'
    .split(' ')
    .concat([
      'align="><script>',
      'color=red',
      'color=#0a0',
      'color=red" onclick="x',
      'size=1',
      'size=7',
      'size=7"',
    ])
    .concat(['quote=张三,12', 'quote="<img onerror=x>,3', 's:1', 's:99'])
    .concat(addresses.flatMap((address) => [`url=${address}`, `email=${address}`]))

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...tags).map((tag) => `[${tag}]`) },
  { weight: 3, arbitrary: fc.constantFrom(...tags).map((tag) => `[/${tag.replace(/[=:].*/s, '')}]`) },
  { weight: 2, arbitrary: fc.constantFrom(...addresses) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<script>',
      '<',
      '&amp;',
      '"',
      "'",
      '\n',
      '\r\n',
      '  ',
      '\t',
      '　　',
      '[',
      ']',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
)

/** Texts made of tags, whole and broken, of addresses, good and bad, and of whatever people type. */
export const markup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))
