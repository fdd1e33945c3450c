import { expect, test } from 'vitest'
import { parseXml } from '../../src/index.ts'
import { capture } from '../helpers/capture.ts'

const manyFields = (count: number) =>
  `<xml>${Array.from({ length: count }, (_, n) => `<f${n}>${n}</f${n}>`).join('')}</xml>`
const ofBytes = (bytes: number) => {
  const around = '<xml><a><![CDATA[]]></a></xml>'
  return around.replace('[]', `[${'x'.repeat(bytes - around.length)}]`)
}

test.each([
  ['64 KB and a byte', ofBytes(65_537), 'XML_TOO_LARGE'],
  ['64 KB counted in bytes, not characters', `<xml><a>${'支'.repeat(22_000)}</a></xml>`, 'XML_TOO_LARGE'],
  ['a cut UTF-8 sequence', Buffer.from('<xml><a>支</a></xml>').subarray(0, 9), 'XML_NOT_UTF8'],
  ['an overlong UTF-8 sequence', Buffer.from([...'<xml>'].map(ord).concat(0xc0, 0xbc)), 'XML_NOT_UTF8'],
  ['GBK', Buffer.from([...'<xml><a>'].map(ord).concat(0xb8, 0xb6)), 'XML_NOT_UTF8'],
  ['half a surrogate pair', '<xml><a>\ud83c</a></xml>', 'XML_NOT_UTF8'],
  ['NUL', '<xml><a>1\0</a></xml>', 'XML_CONTROL_CHARACTER'],
  ['a bell, in CDATA too', '<xml><a><![CDATA[\x07]]></a></xml>', 'XML_CONTROL_CHARACTER'],
  ['U+FFFE', '<xml><a>\ufffe</a></xml>', 'XML_CONTROL_CHARACTER'],
  ['nothing', '', 'XML_TRUNCATED'],
  ['blanks', ' \n', 'XML_TRUNCATED'],
  ['<xml', '<xml', 'XML_TRUNCATED'],
  ['<xml>', '<xml>', 'XML_TRUNCATED'],
  ['no end of a field', '<xml><a>1', 'XML_TRUNCATED'],
  ['a lone <', '<xml><a>1<', 'XML_TRUNCATED'],
  ['half a closing tag', '<xml><a>1</a', 'XML_TRUNCATED'],
  ['half the start of CDATA', '<xml><a><![CD', 'XML_TRUNCATED'],
  ['no end of CDATA', '<xml><a><![CDATA[1</a></xml>', 'XML_TRUNCATED'],
  ['no end of the root', '<xml><a>1</a>', 'XML_TRUNCATED'],
  [
    'DOCTYPE with an external entity',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><a>&e;</a></xml>',
    'XML_DOCTYPE',
  ],
  ['doctype in small letters', '<!doctype html><html></html>', 'XML_DOCTYPE'],
  ['DOCTYPE inside the root', '<xml><!DOCTYPE x><a>1</a></xml>', 'XML_DOCTYPE'],
  ['DOCTYPE after the root', '<xml><a>1</a></xml><!DOCTYPE x>', 'XML_DOCTYPE'],
  ['ENTITY alone', '<xml><!ENTITY e "1"><a>1</a></xml>', 'XML_DOCTYPE'],
  ['a comment before', '<!-- --><xml><a>1</a></xml>', 'XML_COMMENT'],
  ['a comment in a value', '<xml><a>1<!-- -->2</a></xml>', 'XML_COMMENT'],
  ['a comment after', '<xml><a>1</a></xml><!-- -->', 'XML_COMMENT'],
  ['a blank before the declaration', ' <?xml version="1.0"?><xml><a>1</a></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['a byte order mark before it', '\ufeff<?xml version="1.0"?><xml><a>1</a></xml>', 'XML_TEXT_OUTSIDE'],
  ['two declarations', '<?xml version="1.0"?><?xml version="1.0"?><xml></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['a declaration after the root', '<xml></xml><?xml version="1.0"?>', 'XML_PROCESSING_INSTRUCTION'],
  ['version 1.1', '<?xml version="1.1"?><xml><a>1</a></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['no version', '<?xml encoding="UTF-8"?><xml></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['encoding GBK', '<?xml version="1.0" encoding="GBK"?><xml></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['encoding before version', '<?xml encoding="UTF-8" version="1.0"?><xml></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['XML in capitals', '<?XML version="1.0"?><xml></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['two kinds of quotes', `<?xml version="1.0'?><xml></xml>`, 'XML_PROCESSING_INSTRUCTION'],
  ['an ideographic space in the declaration', '<?xml\u3000version="1.0"?><xml></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['a declaration that never ends', `<?xml version="1.0"${' '.repeat(60_000)}`, 'XML_PROCESSING_INSTRUCTION'],
  ['an ideographic space in a tag', '<xml><a\u3000>1</a></xml>', 'XML_NAME'],
  ['one in the end of a tag', '<xml><a>1</a\u3000></xml>', 'XML_SYNTAX'],
  ['a no-break space in a tag', '<xml><a\u00a0>1</a></xml>', 'XML_NAME'],
  ['one in the root', '<xml\u3000><a>1</a></xml>', 'XML_ROOT'],
  ['one in an empty element', '<xml><a\u3000/></xml>', 'XML_NAME'],
  ['a processing instruction', '<xml><?php 1 ?><a>1</a></xml>', 'XML_PROCESSING_INSTRUCTION'],
  ['an unknown entity', '<xml><a>&nbsp;</a></xml>', 'XML_ENTITY'],
  ['a decimal character reference', '<xml><a>&#65;</a></xml>', 'XML_ENTITY'],
  ['a hexadecimal character reference', '<xml><a>&#x41;</a></xml>', 'XML_ENTITY'],
  ['an entity without a semicolon', '<xml><a>&amp</a></xml>', 'XML_ENTITY'],
  ['a bare &', '<xml><a>1&2</a></xml>', 'XML_ENTITY'],
  ['an attribute of a field', '<xml><a b="1">1</a></xml>', 'XML_ATTRIBUTE'],
  ['an attribute of the root', '<xml xmlns="urn:x"><a>1</a></xml>', 'XML_ATTRIBUTE'],
  ['an attribute after a newline', '<xml><a\nb="1">1</a></xml>', 'XML_ATTRIBUTE'],
  ['a field in a field', '<xml><a><b>1</b></a></xml>', 'XML_NESTING'],
  ['an empty field in a field', '<xml><a>1<b/></a></xml>', 'XML_NESTING'],
  ['a second root', '<xml><a>1</a></xml><xml><a>2</a></xml>', 'XML_SECOND_ROOT'],
  ['another root', '<root><a>1</a></root>', 'XML_ROOT'],
  ['an empty root', '<xml/>', 'XML_ROOT'],
  ['HTML', '<html><head></head></html>', 'XML_ROOT'],
  ['a field twice', '<xml><a>1</a><b>1</b><a>1</a></xml>', 'XML_DUPLICATE'],
  ['an empty field twice', '<xml><a/><a/></xml>', 'XML_DUPLICATE'],
  ['text before', 'x<xml><a>1</a></xml>', 'XML_TEXT_OUTSIDE'],
  ['a byte order mark', '\ufeff<xml><a>1</a></xml>', 'XML_TEXT_OUTSIDE'],
  ['a byte order mark in bytes', Buffer.from('\ufeff<xml><a>1</a></xml>'), 'XML_TEXT_OUTSIDE'],
  ['text between', '<xml>x<a>1</a></xml>', 'XML_TEXT_OUTSIDE'],
  ['an entity between', '<xml>&amp;<a>1</a></xml>', 'XML_TEXT_OUTSIDE'],
  ['CDATA between', '<xml><![CDATA[x]]><a>1</a></xml>', 'XML_TEXT_OUTSIDE'],
  ['text after', '<xml><a>1</a></xml>x', 'XML_TEXT_OUTSIDE'],
  ['CDATA after', '<xml><a>1</a></xml><![CDATA[]]>', 'XML_TEXT_OUTSIDE'],
  ['JSON', '{"return_code":"SUCCESS"}', 'XML_TEXT_OUTSIDE'],
  ['200 fields in the root', manyFields(200), 'XML_TOO_MANY_ELEMENTS'],
  ['1001 entities', `<xml><a>${'&lt;'.repeat(1001)}</a></xml>`, 'XML_TOO_LARGE'],
  ['1001 CDATA sections', `<xml><a>${'<![CDATA[]]>'.repeat(1001)}</a></xml>`, 'XML_TOO_LARGE'],
  ['16 KB and a character outside CDATA', `<xml><a>${'x'.repeat(16_367)}</a></xml>`, 'XML_TOO_LARGE'],
  ['more CDATA than content', `<xml><a>${'<![CDATA[xyz]]>'.repeat(1400)}</a></xml>`, 'XML_TOO_LARGE'],
  ['__proto__', '<xml><__proto__>1</__proto__></xml>', 'XML_NAME'],
  ['constructor', '<xml><constructor>1</constructor></xml>', 'XML_NAME'],
  ['prototype', '<xml><prototype>1</prototype></xml>', 'XML_NAME'],
  ['toString', '<xml><toString>1</toString></xml>', 'XML_NAME'],
  ['a name space', '<xml><a:b>1</a:b></xml>', 'XML_NAME'],
  ['a Chinese name', '<xml><支>1</支></xml>', 'XML_NAME'],
  ['no name', '<xml><>1</></xml>', 'XML_NAME'],
  ['a crossing end', '<xml><a>1</xml></a>', 'XML_SYNTAX'],
  ['an end without a start', '</xml>', 'XML_SYNTAX'],
  ['an end after the end', '<xml></xml></xml>', 'XML_SYNTAX'],
  ['a blank in an end', '<xml><a>1</ a></xml>', 'XML_SYNTAX'],
  ['< in a tag', '<xml><a<b>1</a></xml>', 'XML_SYNTAX'],
  [']]> in text', '<xml><a>]]></a></xml>', 'XML_SYNTAX'],
  ['small cdata', '<xml><a><![cdata[1]]></a></xml>', 'XML_SYNTAX'],
] as [string, string | Buffer, string][])('refuses %s', (_name, body, code) => {
  const error = capture(() => parseXml(body))
  expect(error).toMatchObject({ code, kind: 'protocol', outcome: 'unknown' })
  expect(error.message).toMatch(/^\[wxpay-core\] \S/)
})

function ord(character: string): number {
  return character.charCodeAt(0)
}

test.each([
  ['64 KB', ofBytes(65_536), { a: 'x'.repeat(65_506) }],
  ['199 fields in the root', manyFields(199), undefined],
  ['1000 entities', `<xml><a>${'&lt;'.repeat(1000)}</a></xml>`, { a: '<'.repeat(1000) }],
  ['1000 CDATA sections', `<xml><a>${'<![CDATA[x]]>'.repeat(1000)}</a></xml>`, { a: 'x'.repeat(1000) }],
  ['16 KB outside CDATA', `<xml><a>${'x'.repeat(16_366)}</a></xml>`, { a: 'x'.repeat(16_366) }],
  ['an empty message', '<xml></xml>', {}],
  // XML 1.0, 2.8: a declaration changes no value.
  ['an XML declaration', '<?xml version="1.0" encoding="utf-8"?>\n<xml><a>1</a></xml>', { a: '1' }],
  ['blanks between and around', ' <xml >\r\n\t<a >1</a >\n</xml>\n', { a: '1' }],
  ['an empty element of either form', '<xml><a/><b></b><c /></xml>', { a: '', b: '', c: '' }],
  ['the five entities', '<xml><a>&lt;&gt;&amp;&quot;&apos;&amp;lt;</a></xml>', { a: '<>&"\'&lt;' }],
  ['markup in CDATA', '<xml><a><![CDATA[<!DOCTYPE x>&x;<b>]]></a></xml>', { a: '<!DOCTYPE x>&x;<b>' }],
  ['text and CDATA mixed', '<xml><a>1&lt;<![CDATA[&lt;]]>2</a></xml>', { a: '1<&lt;2' }],
  [
    'numbers as they stand',
    '<xml><a>0</a><b>007</b><c>1e400</c><d>12345678901234567890</d><e>+1.50</e></xml>',
    { a: '0', b: '007', c: '1e400', d: '12345678901234567890', e: '+1.50' },
  ],
  ['blanks in values', '<xml><a> 1 </a><b><![CDATA[ ]]></b><c> </c></xml>', { a: ' 1 ', b: ' ', c: ' ' }],
  ['emoji', '<xml><a>🎓</a></xml>', { a: '🎓' }],
  ['words of JavaScript', '<xml><a>true</a><b>null</b></xml>', { a: 'true', b: 'null' }],
])('accepts %s', (_name, body, fields) => {
  const parsed = parseXml(body)
  if (fields === undefined) expect(Object.keys(parsed)).toHaveLength(199)
  else expect(parsed).toStrictEqual(fields)
  expect(parseXml(Buffer.from(body))).toStrictEqual(parsed)
})

/** Each of these takes seconds where a parser is quadratic. */
test.each([
  ['<!-', '<!-'.repeat(21_000)],
  ['<', '<'.repeat(65_000)],
  ['&', `<xml><a>${'&'.repeat(65_000)}`],
  ['&amp;', `<xml><a>${'&amp;'.repeat(13_000)}</a></xml>`],
  ['blanks in a tag', `<xml><a${' '.repeat(65_000)}>`],
  ['blanks between', `<xml>${' '.repeat(65_000)}`],
  ['blanks in an end', `<xml><a>1</a${' '.repeat(65_000)}x>`],
  ['blanks in a declaration', `<?xml version="1.0"${' '.repeat(65_000)}`],
  ['CDATA', `<xml><a>${'<![CDATA[]]>'.repeat(5_400)}</a></xml>`],
  [']]', `<xml><a><![CDATA[${']]'.repeat(32_000)}`],
  ['attributes', `<xml><a ${'b="" '.repeat(13_000)}>`],
  ['nesting', '<xml>'.repeat(13_000)],
])('a body of nothing but %s costs no time', (_name, body) => {
  const startedAt = performance.now()
  try {
    parseXml(body)
  } catch (error) {
    expect(error).toHaveProperty('kind', 'protocol')
  }
  expect(performance.now() - startedAt).toBeLessThan(500)
})
