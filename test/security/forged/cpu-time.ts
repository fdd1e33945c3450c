import type { Door } from './corpus-entry.ts'
import { paid, payBody, refundBody, refundPlain } from './genuine.ts'
import { read } from './shops.ts'
import { seal, shop, signed, writeXml } from './sign.ts'

const limitBytes = 64 * 1024
const room = 200
/** Repeats a piece up to the limit, with some room for what stands around it. */
const fill = (piece: string, around = room) =>
  piece.repeat(Math.floor((limitBytes - around) / Buffer.byteLength(piece)))
const inField = (piece: string) => `<xml><a>${fill(piece)}</a></xml>`
/** The most that is read: 16 KB of such pieces outside CDATA, the rest of 64 KB inside. */
const read16 = (piece: string) => {
  const pieces = piece.repeat(Math.floor((limitBytes / 4 - room) / piece.length))
  return `<xml><a>${pieces}</a><b><![CDATA[${'x'.repeat(limitBytes - Buffer.byteLength(pieces) - room)}]]></b></xml>`
}
const maxFields = 198
const fields = (value: string, name = 'f') =>
  writeXml(Object.fromEntries(Array.from({ length: maxFields }, (_, n) => [`${name}${n}`, value])), {
    value: (text) => text,
  })
const perField = Math.floor(limitBytes / maxFields) - '<f000></f000>'.length - 1
const envelope = (reqInfo: string) =>
  writeXml({ return_code: 'SUCCESS', appid: shop.appId, mch_id: shop.mchId, req_info: reqInfo })

const heavyPayments: [name: string, body: string | Buffer][] = [
  ['<!-', fill('<!-')],
  ['<', fill('<')],
  ['<xml>', fill('<xml>')],
  ['</xml>', fill('</xml>')],
  ['<![CDATA[ outside', fill('<![CDATA[')],
  ['NUL at the end', `${fill('x')}\0`],
  ['a value', inField('x')],
  ['a value of Chinese', inField('支')],
  ['a value of emoji', inField('🎓')],
  ['a value of >', inField('>')],
  ['a value of ]]', inField(']]')],
  ['a value of blanks', inField(' ')],
  ['a value of &', inField('&')],
  ['a value of &amp;', inField('&amp;')],
  ['a value of &lt;', inField('&lt;')],
  ['a value of all five entities', inField('&lt;&gt;&quot;&apos;&amp;')],
  ['empty CDATA', inField('<![CDATA[]]>')],
  ['CDATA and text in turns', inField('x<![CDATA[y]]>')],
  ['CDATA of ]]', `<xml><a><![CDATA[${fill(']]')}]]></a></xml>`],
  ['CDATA of markup', `<xml><a><![CDATA[${fill('<!DOCTYPE x>')}]]></a></xml>`],
  ['blanks in a tag', `<xml><a${fill(' ')}>1</a></xml>`],
  ['blanks in an end', `<xml><a>1</a${fill(' ')}></xml>`],
  ['blanks between fields', `<xml>${fill(' \n')}</xml>`],
  ['a long name', `<xml><${'a'.repeat(limitBytes / 2 - room)}>1</${'a'.repeat(limitBytes / 2 - room)}></xml>`],
  ['attributes', `<xml><a ${fill('b="" ')}>1</a></xml>`],
  ['198 fields', fields('v'.repeat(perField))],
  ['198 fields of entities', fields('&amp;'.repeat(Math.floor(perField / 5)))],
  ['198 fields of CDATA', fields('<![CDATA[]]>'.repeat(Math.floor(perField / 12)))],
  ['198 fields with long names', fields('1', 'f'.repeat(Math.floor(perField / 2)))],
  ['empty elements', `<xml>${fill('<b/>')}`],
  ['a million laughs', `<!DOCTYPE x [${fill('<!ENTITY a "&b;&b;">')}]>`],
  ['a genuine payment and blanks', payBody() + fill(' ', 1200)],
  ['a genuine payment and a long new field', writeXml(signed({ ...paid, zzz: fill('x', 2000) }))],
  ['bytes that are not UTF-8', Buffer.alloc(limitBytes, 0xff)],
  ...['x', '支', ' ', ']]'].map((piece): [string, string] => [`as much ${piece} as is read`, read16(piece)]),
  // A thousand of them is as much as is read.
  ...['&lt;', '&amp;', '<![CDATA[]]>', 'x<![CDATA[]]>'].map((piece): [string, string] => [
    `a thousand times ${piece}`,
    `<xml><a>${piece.repeat(1000)}</a><b><![CDATA[${fill('x', 1000 * piece.length + room)}]]></b></xml>`,
  ]),
  [
    '198 fields as long as is read',
    fields('v'.repeat(60)).replace('</xml>', `<b><![CDATA[${fill('x', 17_000)}]]></b></xml>`),
  ],
  ['198 fields of CDATA as long as is read', fields(`<![CDATA[${'v'.repeat(290)}]]>`)],
]
const heavyRefunds: [name: string, body: string | Buffer][] = [
  ['req_info of As', envelope(fill('A', 500))],
  ['req_info that ends in !', envelope(`${fill('A', 500)}!`)],
  ['req_info of a genuine block, many times', envelope(fill(seal(refundPlain()).slice(0, 64), 500))],
  ['a genuine refund and a long new field', refundBody(undefined, { zzz: fill('x', 3000) })],
]

/** Bodies of nearly 64 KB, each of which makes a careless reader slow. */
export const heavyBodies: readonly [name: string, door: Door, body: string | Buffer][] = [
  ...heavyPayments.map(([name, body]): [string, Door, typeof body] => [name, 'pay', body]),
  ...heavyRefunds.map(([name, body]): [string, Door, typeof body] => [name, 'refund', body]),
]

/** Bodies that are refused for their size alone. */
export const tooLargeBodies: readonly [name: string, body: string | Buffer][] = [
  ['600 KB of <!-', '<!-'.repeat(200 * 1024)],
  ['600 KB of entities', `<xml><a>${'&amp;'.repeat(120 * 1024)}</a></xml>`],
  ['600 KB of fields', `<xml>${'<a>1</a>'.repeat(75 * 1024)}</xml>`],
  ['8 MB of blanks', Buffer.alloc(8 * 1024 * 1024, ' ')],
]

const warmUpRuns = 20
const measuredRuns = 15
const rounds = 3

/**
 * Median CPU time of a piece of work, in ms: the best of three rounds, since other work on the same cores makes this one
 * take longer and never shorter.
 */
function medianOf(work: () => void): number {
  const once = () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const round = (runs: number) => Array.from({ length: runs }, once).sort((one, other) => one - other)
  round(warmUpRuns)
  return Math.min(
    ...Array.from({ length: rounds }, () => round(measuredRuns)[Math.floor(measuredRuns / 2)] ?? Number.NaN),
  )
}

/** Median CPU time of reading a body, in ms. */
export function medianCpuMs(door: Door, body: string | Buffer): number {
  return medianOf(() => void read(door, body, 'HMAC-SHA256'))
}

/** What a machine that is as fast as usual needs for `copySmallObjects`, in ms. */
const usualMs = 0.9

function copySmallObjects(): void {
  for (let n = 0; n < 600; n += 1) JSON.parse(JSON.stringify({ a: n, b: [1, 2, 3], c: { d: 'x' } }))
}

/** How much slower than usual this machine is just now; at least 1. */
export function slowness(): number {
  return Math.max(1, medianOf(copySmallObjects) / usualMs)
}
