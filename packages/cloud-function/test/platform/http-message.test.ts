import { expect, test } from 'vitest'
import { answerXml, readHttpBody } from '../../src/platform/http-message.ts'

const xml = '<xml><attach>茶 🍵</attach></xml>'
const base64 = Buffer.from(xml, 'utf8').toString('base64')

test.each<[what: string, event: { body?: unknown; isBase64Encoded?: unknown }, body: string | null]>([
  ['plain', { body: xml, isBase64Encoded: false }, xml],
  ['plain, the flag missing', { body: xml }, xml],
  ['base64', { body: base64, isBase64Encoded: true }, xml],
  ['a flag that is no boolean', { body: base64, isBase64Encoded: 'true' }, base64],
  ['empty', { body: '', isBase64Encoded: false }, null],
  ['missing', {}, null],
  ['already parsed', { body: { xml: {} } }, null],
  ['128 K characters', { body: 'a'.repeat(131_072) }, 'a'.repeat(131_072)],
  ['one more', { body: 'a'.repeat(131_073) }, null],
])('the body, %s', (_what, event, body) => {
  expect(readHttpBody(event)).toBe(body)
})

test('the answer is always 200, its body as it is', () => {
  expect(answerXml('<xml/>')).toStrictEqual({
    isBase64Encoded: false,
    statusCode: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: '<xml/>',
  })
})
