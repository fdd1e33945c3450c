import { type Door, type Forged, refusedAt } from './corpus-entry.ts'
import { payBody, refundBody } from './genuine.ts'

/** One trick on any genuine body; the sign stays right where the parser shows the same fields. */
interface Trick {
  name: string
  says: string
  play: (genuine: string) => string | Buffer
}

const trick = (says: string, tricks: [name: string, play: Trick['play']][]): Trick[] =>
  tricks.map(([name, play]) => ({ name, says, play }))

const before = (text: string) => (body: string) => text + body
const after = (text: string) => (body: string) => body + text
/** As the first thing in the root. */
const first = (text: string) => (body: string) => body.replace('<xml>', `<xml>${text}`)
/** As the last thing in the root. */
const last = (text: string) => (body: string) => body.replace('</xml>', `${text}</xml>`)
/** In the value of mch_id, which every notification has. */
const within = (text: string) => (body: string) => body.replace('<mch_id>', `<mch_id>${text}`)
const inTag = (text: string) => (body: string) => body.replace('<mch_id>', `<mch_id${text}>`)
const many = (text: string, count: number) => text.repeat(count)
/** `&a9;` is a billion times `&a0;`. */
const bomb = `<!DOCTYPE x [<!ENTITY a0 "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${many(`&a${n};`, 10)}">`).join('')}]>`
const external = (address: string) => `<!DOCTYPE x [<!ENTITY e SYSTEM "${address}">]>`

const doctypes = trick('a DOCTYPE', [
  ['an empty DOCTYPE', before('<!DOCTYPE xml>')],
  ['doctype in small letters', before('<!doctype xml>')],
  ['a file of the machine', (body) => external('file:///etc/passwd') + within('&e;')(body)],
  ['an address inside the cloud', (body) => external('http://169.254.0.23/latest/meta-data') + within('&e;')(body)],
  ['an entity that is never used', before('<!DOCTYPE x [<!ENTITY e "1">]>')],
  ['a parameter entity', before('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.com/x.dtd"> %p;]>')],
  ['an external DTD', before('<!DOCTYPE xml PUBLIC "x" "http://example.com/x.dtd">')],
  ['a billion laughs', (body) => bomb + within('&a9;')(body)],
  ['a quadratic bomb', (body) => `<!DOCTYPE x [<!ENTITY e "${many('x', 9000)}">]>${within(many('&e;', 900))(body)}`],
  ['two DOCTYPEs', before('<!DOCTYPE a><!DOCTYPE b>')],
  ['DOCTYPE in the root', first('<!DOCTYPE x>')],
  ['DOCTYPE after the root', after('<!DOCTYPE x>')],
  ['ENTITY alone', first('<!ENTITY e "1">')],
  ['a default attribute', before('<!DOCTYPE xml [<!ATTLIST xml sign CDATA "0">]>')],
  ['an entity name of dots', before('<!DOCTYPE x [<!ENTITY l. "x">]>')],
])

const markup = [
  ...trick('a comment', [
    ['a comment before', before('<!-- x -->')],
    ['a comment after', after('<!---->')],
    ['a comment in a value', within('<!-- 1 -->')],
    ['a comment around a field', last('<!-- <total_fee>1</total_fee> -->')],
    ['a comment that does not end', last('<!-- ')],
    ['the start of a comment, 20,000 times', before(many('<!--', 16_000))],
  ]),
  ...trick('a processing instruction', [
    ['a declaration after a blank', before(' <?xml version="1.0"?>')],
    ['two declarations', before('<?xml version="1.0"?><?xml version="1.0"?>')],
    ['a declaration in the root', first('<?xml version="1.0"?>')],
    ['a declaration of GBK', before('<?xml version="1.0" encoding="GBK"?>')],
    ['a declaration of UTF-16', before('<?xml version="1.0" encoding="UTF-16"?>')],
    ['a declaration of UTF-7', before('<?xml version="1.0" encoding="UTF-7"?>')],
    ['version 1.1', before('<?xml version="1.1"?>')],
    ['a style sheet', before('<?xml-stylesheet href="http://example.com/x.xsl"?>')],
    ['a processing instruction in the root', first('<?php phpinfo(); ?>')],
    ['one in a value', within('<?x 1?>')],
  ]),
  ...trick('an entity beyond', [
    ['an undefined entity', within('&x;')],
    ['an entity of HTML', within('&nbsp;')],
    ['a character reference', within('&#49;')],
    ['a hexadecimal character reference', within('&#x31;')],
    ['a reference to NUL', within('&#0;')],
    ['a reference to half a surrogate pair', within('&#xD800;')],
    ['a reference beyond Unicode', within('&#x110000;')],
    ['a reference of 1,000 digits', within(`&#${many('9', 1000)};`)],
    ['an entity with a dot in its name', within('&l.;')],
    ['an entity without its end', within('&amp')],
    ['a bare &', within('a&b')],
    ['AMP in capitals', within('&AMP;')],
  ]),
  ...trick('an attribute', [
    ['an attribute', inTag(' a="1"')],
    ['an attribute of the root', (body) => body.replace('<xml>', '<xml version="1.0">')],
    ['a default name space', (body) => body.replace('<xml>', '<xml xmlns="http://example.com">')],
    ['xsi:nil', inTag(' xsi:nil="true"')],
    ['xml:space', inTag(' xml:space="preserve"')],
    ['an attribute called __proto__', inTag(' __proto__="1"')],
    ['an attribute without a value', inTag(' a')],
    ['an attribute after a newline', inTag('\na="1"')],
    ['10,000 attributes', inTag(many(' a=""', 10_000))],
  ]),
]

const structure = [
  ...trick('an element name', [
    ['a name space', last('<w:total_fee>1</w:total_fee>')],
    ['__proto__', last('<__proto__>1</__proto__>')],
    ['constructor', last('<constructor>1</constructor>')],
    ['prototype', last('<prototype>1</prototype>')],
    ['hasOwnProperty', last('<hasOwnProperty>1</hasOwnProperty>')],
    ['valueOf', last('<valueOf>1</valueOf>')],
    ['toString, empty', last('<toString/>')],
    ['a name of Chinese', last('<金额>1</金额>')],
    ['a name with a dash', last('<total-fee>1</total-fee>')],
    ['a name that begins with a digit', last('<0>1</0>')],
    ['no name', last('<>1</>')],
    ['an ideographic space in a tag', inTag('\u3000')],
    ['a no-break space in a tag', inTag('\u00a0')],
    ['#text', last('<#text>1</#text>')],
    ['a homoglyph in a name', last('<totаl_fee>1</totаl_fee>')],
  ]),
  ...trick('inside a field', [
    ['a field in a field', within('<x>1</x>')],
    ['a root in a field', within('<xml><mch_id>1</mch_id></xml>')],
    ['an empty element in a field', within('<x/>')],
    ['8,000 deep', last(`<x>${many('<x>', 8000)}${many('</x>', 8000)}</x>`)],
    ['a whole message in a field', (body) => last(`<x>${body}</x>`)(body)],
  ]),
  ...trick('a second root', [
    ['a second root', after('<xml></xml>')],
    ['the message twice', (body) => body.trimEnd() + body],
    ['an empty second root', after('<xml/>')],
    ['a second root of another name', after('<root>1</root>')],
  ]),
  ...trick('another root', [
    ['a root around the root', (body) => `<soap>${body}</soap>`],
    ['a root of HTML', (body) => `<html>${body}</html>`],
    ['an empty root first', before('<xml/>')],
    ['a root with a name space', (body) => body.replaceAll('xml>', 'w:xml>')],
  ]),
  ...trick('a field twice', [
    ['a field twice', last('<mch_id>1</mch_id>')],
    ['a field twice, empty', last('<mch_id/>')],
    ['a field twice, before', first('<return_code>FAIL</return_code>')],
  ]),
  ...trick('more than 200 elements', [
    ['200 fields more', last(Array.from({ length: 200 }, (_, n) => `<f${n}>1</f${n}>`).join(''))],
  ]),
]

const texts = [
  ...trick('text outside', [
    ['a byte order mark', before('\ufeff')],
    ['a byte order mark before a declaration', before('\ufeff<?xml version="1.0"?>')],
    ['text before', before('x')],
    ['a no-break space before', before('\u00a0')],
    ['text between two fields', first('88')],
    ['CDATA between two fields', first('<![CDATA[88]]>')],
    ['an entity between two fields', last('&amp;')],
    ['text after', after('x')],
    ['CDATA after', after('<![CDATA[]]>')],
    ['a zero-width space after', after('\u200b')],
  ]),
  ...trick('no well-formed XML', [
    [']]> in a value', within(']]>')],
    ['small cdata', within('<![cdata[1]]>')],
    ['CDATA with a blank', within('<! [CDATA[1]]>')],
    ['CDATA in CDATA', within('<![CDATA[<![CDATA[1]]>]]>')],
    ['IGNORE', within('<![IGNORE[1]]>')],
    ['an end of another name', (body) => body.replace('</mch_id>', '</xml>')],
    ['a blank in an end', (body) => body.replace('</mch_id>', '</ mch_id>')],
    ['an ideographic space in an end', (body) => body.replace('</mch_id>', '</mch_id\u3000>')],
    ['an end in capitals', (body) => body.replace('</mch_id>', '</MCH_ID>')],
    ['an end without a start', last('</x>')],
    ['a tag in a tag', (body) => body.replace('<mch_id>', '<mch_id<x>')],
    ['an end after the end', after('</xml>')],
    ['<!- 20,000 times', before(many('<!-', 20_000))],
  ]),
  ...trick('ends too early', [
    ['no end of the root', (body) => body.replace('</xml>', '')],
    ['CDATA that does not end', (body) => body.slice(0, body.lastIndexOf(']]>'))],
    ['half the start of CDATA', (body) => `${body.split('<mch_id>')[0]}<mch_id><![CD`],
    ['a lone <', after('<')],
  ]),
]

const bytes = (at: number[]) => (body: string) => {
  const [head = '', tail = ''] = body.split('<mch_id>')
  return Buffer.concat([Buffer.from(`${head}<mch_id>`), Buffer.from(at), Buffer.from(tail)])
}
const encodings = [
  ...trick('not valid UTF-8', [
    ['two bytes of GBK', bytes([0xb8, 0xb6])],
    ['half a character', bytes([0xe6, 0x94])],
    ['an overlong <', bytes([0xc0, 0xbc])],
    ['an overlong NUL', bytes([0xc0, 0x80])],
    ['half a surrogate pair in bytes', bytes([0xed, 0xa0, 0x80])],
    ['a character beyond Unicode', bytes([0xf4, 0x90, 0x80, 0x80])],
    ['a byte that UTF-8 never has', bytes([0xff])],
    ['UTF-16, small end first', (body) => Buffer.from(`\ufeff${body}`, 'utf16le')],
    ['UTF-16, big end first', (body) => Buffer.from(`\ufeff${body}`, 'utf16le').swap16()],
  ]),
  ...trick('half a surrogate pair', [['half a surrogate pair', within('\ud83c')]]),
  ...trick('a character that XML 1.0 forbids', [
    ['NUL in a value', within('\0')],
    ['NUL in a name', last('<a\0>1</a\0>')],
    ['NUL after the message', after('\0')],
    ['an escape', within('\x1b[31m')],
    ['a vertical tab between fields', first('\x0b')],
    ['U+FFFE', within('\ufffe')],
    ['U+FFFF', within('\uffff')],
    ['UTF-16 without a mark', (body) => Buffer.from(body.replace(/[^\0-\x7f]/g, ''), 'utf16le')],
    ['UTF-32', (body) => Buffer.from([...body.replace(/[^\0-\x7f]/g, '')].join('\0\0\0'))],
  ]),
]

const kilobyte = 1024
const sizes = trick('64 KB is the limit', [
  ['a byte more than 64 KB', (body) => body + many(' ', 64 * kilobyte + 1 - Buffer.byteLength(body))],
  ['64 KB of characters, more of bytes', after(many('支', 22 * kilobyte))],
  ['600 KB of <!-', before(many('<!-', 200 * kilobyte))],
  ['600 KB of <', before(many('<', 600 * kilobyte))],
  ['600 KB of blanks between fields', first(many(' ', 600 * kilobyte))],
  ['a value of 600 KB', last(`<x>${many('x', 600 * kilobyte)}</x>`)],
  ['600 KB of entities', last(`<x>${many('&amp;', 120 * kilobyte)}</x>`)],
  ['600 KB of bytes', (body) => Buffer.concat([Buffer.from(body), Buffer.alloc(600 * kilobyte, 0xff)])],
])

const outside = trick('16 KB is the limit', [
  ['17 KB of blanks between fields', first(many(' ', 17 * kilobyte))],
  ['17 KB of text', last(`<x>${many('x', 17 * kilobyte)}</x>`)],
  ['a name of 9 KB', last(`<${many('x', 9 * kilobyte)}>1</${many('x', 9 * kilobyte)}>`)],
])

const inPieces = trick('more than 1000 entities and CDATA sections', [
  ['17 KB of entities', last(`<x>${many('&lt;', 4352)}</x>`)],
  ['17 KB of CDATA marks', last(`<x>${many('<![CDATA[x]]>', 1450)}</x>`)],
  ['1001 entities and CDATA marks in turns', last(`<x>${many('&lt;<![CDATA[x]]>', 501)}</x>`)],
])

const all = [...doctypes, ...markup, ...structure, ...texts, ...encodings, ...sizes, ...outside, ...inPieces]

/** Every trick, on a genuine notification of that kind. */
export function xmlTricks(door: Door): Forged[] {
  const genuine = door === 'pay' ? payBody() : refundBody()
  return all.flatMap(({ name, says, play }) =>
    refusedAt(door, 'D', 'a flat message has none of it, and two parsers would read it in two ways', [
      [name, play(genuine), 'bad_xml', { says }],
    ]),
  )
}
