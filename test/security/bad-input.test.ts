import type { FunctionName } from '@stack/contract'
import { users } from '@stack/local-stack'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Bad,
  notAmounts,
  notDiscrepancies,
  notNotes,
  notOrderNumbers,
  notPages,
  notReasons,
  notRefundIds,
  notRequestIds,
} from '../helpers/bad-values.ts'
import { makeKnownOrders, openStackBooks, type ShopStore } from '../helpers/orders.ts'
import { openidOf, openShop, type Shop } from '../helpers/shop.ts'
import { callWith } from '../helpers/wire.ts'

// Whatever a client sends, it gets a named refusal: no failed call, nothing written. What a developer would never send
// comes from scripts; the mini program's code is in every user's hands.

let shop: Shop
let store: ShopStore
let known: Awaited<ReturnType<typeof makeKnownOrders>>

beforeAll(async () => {
  shop = await openShop()
  store = openStackBooks(shop.stack)
  known = await makeKnownOrders(shop, store)
})

const unknownOrder = 'WMNOBODY0000000000000000'
interface Table {
  name: FunctionName
  by: string
  /** Data that would be taken, for the rows of `bad` to spoil one field of. */
  good: () => Record<string, unknown>
  bad: [field: string, values: Bad[]][]
  /** Well-formed data that is refused for what it says. */
  refused?: [what: string, change: () => Record<string, unknown>, refused: string][]
}

const line = (productId: unknown, quantity: unknown = 1) => ({ productId, quantity })
const lines =
  (...list: unknown[]) =>
  () => ({ lines: list })
const elseOrder = () => ({ outTradeNo: unknownOrder })
const orderOnly = () => ({ outTradeNo: known.unpaid })

const tables: Table[] = [
  {
    name: 'create-order',
    by: openidOf('Owner'),
    good: () => ({ requestId: 'bad-input-create', lines: [line('cup-celadon')], remark: '' }),
    bad: [
      ['requestId', notRequestIds],
      [
        'lines',
        [
          ['missing', undefined],
          ['a text', 'cup-celadon'],
          ['an object', { 0: line('cup-celadon') }],
          ['101', Array(101).fill(line('sticker'))],
        ],
      ],
      [
        'lines[0]',
        [
          ['a text', ['cup-celadon']],
          ['null', [null]],
          ['a list', [[]]],
        ],
      ],
      [
        'lines[0].productId',
        [
          ['missing', [{ quantity: 1 }]],
          ['a number', [line(1)]],
          ['65 characters', [line('p'.repeat(65))]],
          ['a path', [line('../x')]],
          ['an operator', [line({ $ne: 1 })]],
        ],
      ],
      [
        'lines[0].quantity',
        [
          ['missing', [{ productId: 'sticker' }]],
          ['a text', [line('sticker', '1')]],
          ['a fraction', [line('sticker', 1.5)]],
          ['huge', [line('sticker', 1e308)]],
          ['null', [line('sticker', null)]],
        ],
      ],
      ['lines[1].quantity', [['in the second line', [line('sticker'), line('cup-celadon', true)]]]],
      [
        'remark',
        [
          ['201 characters', '由'.repeat(201)],
          ['a number', 1],
          ['a control character', '\u0007'],
          ['half a character', '\udc00'],
        ],
      ],
    ],
    refused: [
      ['no lines', lines(), 'no_lines'],
      ['21 lines', () => ({ lines: Array.from({ length: 21 }, (_, index) => line(`p${index}`)) }), 'too_many_lines'],
      ['a product twice', lines(line('sticker'), line('sticker')), 'duplicate_product'],
      ['no pieces', lines(line('sticker', 0)), 'bad_quantity'],
      ['minus one piece', lines(line('sticker'), line('cup-celadon', -1)), 'bad_quantity'],
      ['100 pieces', lines(line('sticker', 100)), 'bad_quantity'],
      ['a product that is not sold', lines(line('moon')), 'unknown_product'],
      ['the product __proto__', lines(line('__proto__')), 'unknown_product'],
      ['the product constructor', lines(line('constructor')), 'unknown_product'],
      ['more than is there', lines(line('tea-longjing', 41)), 'out_of_stock'],
    ],
  },
  {
    name: 'get-order',
    by: openidOf('Owner'),
    good: orderOnly,
    bad: [['outTradeNo', notOrderNumbers]],
    refused: [['unknown', elseOrder, 'not_found']],
  },
  {
    name: 'unified-order',
    by: openidOf('Owner'),
    good: orderOnly,
    bad: [['outTradeNo', notOrderNumbers]],
    refused: [['unknown', elseOrder, 'not_found']],
  },
  {
    name: 'cancel-order',
    by: openidOf('Owner'),
    good: orderOnly,
    bad: [['outTradeNo', notOrderNumbers]],
    refused: [
      ['unknown', elseOrder, 'not_found'],
      ['paid', () => ({ outTradeNo: known.paid }), 'already_paid'],
    ],
  },
  {
    name: 'list-orders',
    by: openidOf('Owner'),
    good: () => ({}),
    bad: [
      [
        'tab',
        [
          ['unknown', 'mine'],
          ['constructor', 'constructor'],
          ['__proto__', '__proto__'],
          ['a list', ['all']],
        ],
      ],
      ...notPages,
    ],
  },
  {
    name: 'request-refund',
    by: openidOf('Owner'),
    good: () => ({ requestId: 'bad-input-refund', outTradeNo: known.paid, amountFen: 1, reason: '' }),
    bad: [
      ['requestId', notRequestIds],
      ['outTradeNo', notOrderNumbers],
      ['amountFen', notAmounts],
      ['reason', notReasons],
    ],
    refused: [
      ['unknown', elseOrder, 'not_found'],
      ['unpaid', orderOnly, 'not_paid'],
      ['over what is left', () => ({ amountFen: 3_501 }), 'over_refundable'],
      ['a requestId of another request', () => ({ requestId: known.refundRequestId }), 'request_id_reused'],
    ],
  },
  {
    name: 'withdraw-refund',
    by: openidOf('Owner'),
    good: () => ({ outTradeNo: known.paid, refundId: known.refundId }),
    bad: [
      ['outTradeNo', notOrderNumbers],
      ['refundId', [['missing', undefined], ...notRefundIds]],
    ],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unknown refund', () => ({ refundId: `${known.paid}R9` }), 'refund_not_found'],
    ],
  },
  {
    name: 'list-shop-orders',
    by: users.merchant,
    good: () => ({}),
    bad: [
      [
        'state',
        [
          ['unknown', 'refunded'],
          ['an operator', { $ne: 'paid' }],
          ['__proto__', '__proto__'],
        ],
      ],
      ['outTradeNo', notOrderNumbers.slice(2)],
      ...notPages,
    ],
  },
  { name: 'list-refund-requests', by: users.merchant, good: () => ({}), bad: notPages },
  {
    name: 'refund',
    by: users.merchant,
    good: () => ({ requestId: 'bad-input-shop', outTradeNo: known.paid, amountFen: 1, reason: '' }),
    bad: [
      ['requestId', notRequestIds],
      ['outTradeNo', notOrderNumbers],
      ['amountFen', notAmounts],
      ['reason', notReasons],
      ['refundId', notRefundIds],
    ],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unknown refund', () => ({ refundId: `${known.paid}R9` }), 'refund_not_found'],
      ['unpaid', orderOnly, 'not_paid'],
      ['over what is left', () => ({ amountFen: 3_501 }), 'over_refundable'],
    ],
  },
  {
    name: 'mark-collected',
    by: users.merchant,
    good: () => ({ outTradeNo: known.paid }),
    bad: [['outTradeNo', notOrderNumbers]],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unpaid', orderOnly, 'not_paid'],
    ],
  },
  {
    name: 'reject-refund',
    by: users.merchant,
    good: () => ({ outTradeNo: known.paid, refundId: known.refundId, reason: '已过七天' }),
    bad: [
      ['outTradeNo', notOrderNumbers],
      ['refundId', [['missing', undefined], ...notRefundIds]],
      ['reason', [['missing', undefined], ['blank', ' \t'], ...notReasons]],
    ],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unknown refund', () => ({ refundId: `${known.paid}R9` }), 'refund_not_found'],
    ],
  },
  {
    name: 'abandon-refund',
    by: users.merchant,
    good: () => ({ outTradeNo: known.paid, refundId: known.refundId }),
    bad: [
      ['outTradeNo', notOrderNumbers],
      ['refundId', [['missing', undefined], ...notRefundIds]],
    ],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unknown refund', () => ({ refundId: `${known.paid}R9` }), 'refund_not_found'],
      ['still waiting', () => ({}), 'not_refused'],
    ],
  },
  {
    name: 'list-discrepancies',
    by: users.merchant,
    good: () => ({}),
    bad: [
      [
        'state',
        [
          ['unknown', 'closed'],
          ['an operator', { $ne: 'open' }],
          ['__proto__', '__proto__'],
        ],
      ],
      ['discrepancyId', notDiscrepancies.slice(2)],
      ...notPages,
    ],
  },
  {
    name: 'resolve-discrepancy',
    by: users.merchant,
    good: () => ({ discrepancyId: 'fee-42000001', how: 'note', note: '已核对' }),
    bad: [
      ['discrepancyId', notDiscrepancies],
      [
        'how',
        [
          ['missing', undefined],
          ['unknown', 'delete'],
          ['a list', ['note']],
        ],
      ],
      ['note', notNotes],
    ],
    refused: [
      ['unknown', () => ({}), 'not_found'],
      ['unknown, to be repaired', () => ({ how: 'repair' }), 'not_found'],
    ],
  },
  {
    name: 'settle-refund-manually',
    by: users.merchant,
    good: () => ({ outTradeNo: known.paid, refundId: known.refundId, note: '已转账' }),
    bad: [
      ['outTradeNo', notOrderNumbers],
      ['refundId', [['missing', undefined], ...notRefundIds]],
      ['note', notNotes],
    ],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unknown refund', () => ({ refundId: `${known.paid}R9` }), 'refund_not_found'],
      ['still waiting', () => ({}), 'not_refused'],
    ],
  },
  {
    name: 'settle-refund-manually',
    by: users.merchant,
    good: () => ({ outTradeNo: known.paid, refundId: known.refundId, note: '已转账' }),
    bad: (['isFact', 'hasFetchedBack'] as const).map((field) => [
      field,
      [
        ['a text', 'true'],
        ['a number', 1],
        ['an operator', { $ne: false }],
      ],
    ]),
  },
  {
    name: 'query-refund',
    by: users.merchant,
    good: () => ({ outTradeNo: known.paid, refundId: known.refundId }),
    bad: [
      ['outTradeNo', notOrderNumbers],
      ['refundId', [['missing', undefined], ...notRefundIds]],
    ],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unknown refund', () => ({ refundId: `${known.paid}R9` }), 'refund_not_found'],
      ['still waiting', () => ({}), 'not_approved'],
    ],
  },
  {
    name: 'resolve-refund-task',
    by: users.merchant,
    good: () => ({ outTradeNo: known.paid, refundId: known.refundId, note: '顾客已退回' }),
    bad: [
      ['outTradeNo', notOrderNumbers],
      ['refundId', notRefundIds],
      ['note', notNotes],
    ],
    refused: [
      ['unknown order', elseOrder, 'not_found'],
      ['unknown refund', () => ({ refundId: `${known.paid}R9` }), 'refund_not_found'],
      ['not paid twice', () => ({}), 'not_a_task'],
      ['not too much', () => ({ refundId: undefined }), 'not_a_task'],
    ],
  },
]

describe.each(tables)('$name', ({ name, by, good, bad, refused = [] }) => {
  let before: unknown
  beforeAll(async () => {
    before = await store.everything()
  })

  const rows = bad.flatMap(([field, values]) => values.map(([what, value]) => [field, what, value] as const))
  test.each(rows)('bad_input %s: %s', async (field, _what, value) => {
    const [top = field] = field.split('[')
    const { errMsg, result } = await callWith(shop.stack, name, { openid: by, data: { ...good(), [top]: value } })
    expect({ errMsg, result }).toEqual({
      errMsg: 'cloud.callFunction:ok',
      result: { ok: false, refused: 'bad_input', field, detail: expect.stringContaining(field) },
    })
  })

  test.each(refused)('%s', async (_what, change, refusal) => {
    const { errMsg, result } = await callWith(shop.stack, name, { openid: by, data: { ...good(), ...change() } })
    expect({ errMsg, result }).toMatchObject({
      errMsg: 'cloud.callFunction:ok',
      result: { ok: false, refused: refusal },
    })
  })

  test('and nothing was written', async () => {
    expect(await store.everything()).toEqual(before)
  })
})
