import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readXml } from '../../src/wire/read-xml.ts'
import { writeXml } from '../../src/wire/write-xml.ts'

describe('readXml takes', () => {
  test.each([
    ['CDATA', '<xml><a><![CDATA[1]]></a></xml>', { a: '1' }],
    ['text', '<xml><a>1</a></xml>', { a: '1' }],
    ['layout between elements', '<xml>\n  <a>1</a>\n  <b>2</b>\n</xml>\n', { a: '1', b: '2' }],
    ['layout around CDATA', '<xml><a>\n <![CDATA[1]]>\n</a></xml>', { a: '1' }],
    ['a declaration', '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<xml>\n<a>1</a>\n</xml>', { a: '1' }],
    ['the five entities', '<xml><a>&lt;&gt;&amp;&quot;&apos;</a></xml>', { a: '<>&"\'' }],
    ['character references', '<xml><a>&#20320;&#x597D;</a></xml>', { a: '你好' }],
    ['entities untouched in CDATA', '<xml><a><![CDATA[&lt; <b>]]></a></xml>', { a: '&lt; <b>' }],
    ['a CDATA section after another', '<xml><a><![CDATA[x]]]]><![CDATA[>y]]></a></xml>', { a: 'x]]>y' }],
    ['outer blanks', '<xml><a> 1 </a></xml>', { a: ' 1 ' }],
    ['empty elements', '<xml><a></a><b><![CDATA[]]></b></xml>', { a: '', b: '' }],
    ['no element', '<xml></xml>', {}],
    ['no element, as one tag', '\uFEFF<xml />\n', {}],
    ['empty elements as one tag', '<xml><a/><b /><c\t/>\n<d\r\n/></xml>', { a: '', b: '', c: '', d: '' }],
    ['blanks before the end of tags', '<xml ><a >1</a\n></xml\t>', { a: '1' }],
  ])('%s', (_, text, expected) => {
    expect(Object.fromEntries(readXml(text) ?? [['refused', text]])).toEqual(expected)
  })
})

describe('readXml refuses', () => {
  test.each([
    ['nothing', ''],
    ['no XML', 'appid=1'],
    ['another root', '<root><a>1</a></root>'],
    ['a DOCTYPE', '<!DOCTYPE xml [<!ENTITY e "1">]><xml><a>&e;</a></xml>'],
    ['an entity of its own', '<xml><a>&e;</a></xml>'],
    ['a name from the prototype as entity', '<xml><a>&toString;</a></xml>'],
    ['a bare ampersand', '<xml><a>1 & 2</a></xml>'],
    ['character 0', '<xml><a>&#0;</a></xml>'],
    ['nesting', '<xml><a><b>1</b></a></xml>'],
    ['an attribute', '<xml><a b="1">1</a></xml>'],
    ['a comment', '<xml><!-- --><a>1</a></xml>'],
    ['a processing instruction', '<xml><?php ?><a>1</a></xml>'],
    ['a name twice', '<xml><a>1</a><a>2</a></xml>'],
    ['a wrong closing tag', '<xml><a>1</b></xml>'],
    ['a blank that is none in XML, in a tag', '<xml><a\u3000>1</a></xml>'],
    ['the same before an empty tag ends', '<xml><a\u3000/></xml>'],
    ['the same in a closing tag', '<xml><a>1</a\u3000></xml>'],
    ['the same between elements', '<xml>\u00a0<a>1</a></xml>'],
    ['a blank before the name', '<xml>< a>1</a></xml>'],
    ['a blank before the slash of a closing tag', '<xml><a>1< /a></xml>'],
    ['a slash apart from its tag', '<xml><a/ ></xml>'],
    ['an attribute in an empty tag', '<xml><a b="1"/></xml>'],
    ['a name twice, once empty', '<xml><a/><a>1</a></xml>'],
    ['something after an empty message', '<xml/><a>1</a>'],
    ['half a surrogate pair', '<xml><a>&#xD83C;</a></xml>'],
    ['a control character', '<xml><a>&#1;</a></xml>'],
    ['an open element', '<xml><a>1</xml>'],
    ['no end', '<xml><a>1</a>'],
    ['text between elements', '<xml>x<a>1</a></xml>'],
    ['something after the end', '<xml><a>1</a></xml><xml></xml>'],
    ['many sections under a wrong closing tag', `<xml><a>${'<![CDATA[]]>'.repeat(2000)}</b></xml>`],
  ])('%s', (_, text) => {
    expect(readXml(text)).toBeUndefined()
  })
})

test('writeXml: integers bare, text in CDATA, a line feed after each element, none at the end', () => {
  expect(
    writeXml([
      ['total_fee', 88],
      ['body', '你&<好>'],
      ['attach', ']]>'],
    ]),
  ).toBe(
    '<xml><total_fee>88</total_fee>\n<body><![CDATA[你&<好>]]></body>\n<attach><![CDATA[]]]]><![CDATA[>]]></attach>\n</xml>',
  )
})

test('readXml reads what writeXml wrote', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string({ unit: 'binary' })), (values) => {
      expect(Object.fromEntries(readXml(writeXml(Object.entries(values))) ?? [])).toEqual({ ...values })
    }),
  )
})
