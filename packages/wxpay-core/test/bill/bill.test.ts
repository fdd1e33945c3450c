import { describe, expect, test } from 'vitest'
import { openBill } from '../../src/bill/open-bill.ts'
import { readDecimal } from '../../src/bill/read-decimal.ts'
import { parseBill, WxPayError } from '../../src/index.ts'
import { bills, csv, payRow, refundRow } from '../helpers/bills.ts'
import { capture } from '../helpers/capture.ts'

/** The layout is that of WxJava#1275 and overtrue/laravel-wechat#25; merchants of then still get it. */
const before2018 = [
  '交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率',
  '`2026-01-01 12:00:00,`wx0123456789abcdef,`1600000001,`0,`,`4200000000202601010000000001,`T20260101000001,`oA,`JSAPI,`SUCCESS,`OTHERS,`CNY,`10.00,`0.00,`0,`0,`0.00,`0.00,`,`,`茶,`,`0.06,`0.60%',
  '总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额',
  '`1,`10.00,`0.00,`0.00,`0.06',
].join('\n')

test.each([
  ['the layout of before 2018', before2018, 'the layout of before 2018'],
  ['its later titles', before2018.replaceAll('企业红包', '代金券或立减优惠'), 'the layout of before 2018'],
  [
    'that layout on a day without a trade',
    before2018.replace(/\n`[^\n]*茶[^\n]*/, '').replace('`1,`10', '`0,`0'),
    'the layout of before 2018',
  ],
  ['English titles', 'Transaction time,Official account ID,Vendor ID\n`1\nTotal\n`1', 'English titles'],
])('%s is refused by that name', (_what, text, cause) => {
  expect(capture(() => parseBill(text, 'ALL'))).toMatchObject({
    code: 'BILL_FORMAT',
    message: expect.stringContaining(cause),
  })
})

/** No document says how the real bill writes a line break (after WXPay-SDK-Java#5). */
describe('a line break in a field costs its row, not the bill', () => {
  const broken = (field: string) => payRow.replace('帽子, 手套', field)
  const two = (row: string) => csv('ALL', [row, payRow], '`2,`11.32,`0.00,`0.00,`0.06000,`11.52,`0.00')
  const read = async (row: string) => {
    const bill = await openBill(Buffer.from(two(row)), 'ALL')
    const rows = []
    for await (const one of bill.rows()) rows.push(one instanceof WxPayError ? one.code : one.outTradeNo)
    return { unreadable: bill.unreadable, rows }
  }

  test.each([
    ['a line feed', '楼上\n左转'],
    ['CRLF', '楼上\r\n左转'],
    ['several', '楼上\n左转\n\n第二间'],
    ['a fragment that begins with a back-tick', '楼上\n`左转'],
    ['a fragment that looks like a heading', '楼上\n总交易单数'],
  ])('%s', async (_what, field) => {
    expect(await read(broken(field))).toStrictEqual({ unreadable: 1, rows: ['BILL_FORMAT', '20150806125346'] })
  })

  test('in two fields of one row', async () => {
    const row = broken('楼上\n左转').replace('OTHERS', 'OTH\nERS')
    expect(await read(row)).toStrictEqual({ unreadable: 1, rows: ['BILL_FORMAT', '20150806125346'] })
  })

  test.each([
    ['in the last field', `${payRow}备注\n二`],
    ['in the first field', payRow.replace('2021-10-24 21', '2021-10-24\n21')],
    ['two in a row', broken('楼上\n\n\n左转')],
    ['before a row of which nothing is left but a back-tick', broken('楼上\n`')],
  ])('%s', async (_what, row) => {
    expect(await read(row)).toStrictEqual({ unreadable: 1, rows: ['BILL_FORMAT', '20150806125346'] })
  })

  test('in every row', async () => {
    const text = csv('ALL', [broken('楼上\n左转'), broken('a\n`b\n`c')], '`2,`11.32,`0.00,`0.00,`0.06000,`11.52,`0.00')
    const bill = await openBill(Buffer.from(text), 'ALL')
    expect(bill.unreadable).toBe(2)
    const rows = []
    for await (const row of bill.rows()) rows.push(row)
    expect(rows).toMatchObject([{ code: 'BILL_FORMAT' }, { code: 'BILL_FORMAT' }])
  })

  test('the error names it, and the line in which the row begins', () => {
    expect(capture(() => parseBill(two(broken('楼上\n左转')), 'ALL')).message).toBe(
      '[wxpay-core] line 2 of the bill: a field holds a line break',
    )
  })

  test('the number of rows is still compared', async () => {
    const text = csv('ALL', [broken('楼上\n左转'), payRow], '`3,`11.32,`0.00,`0.00,`0.06000,`11.52,`0.00')
    await expect(openBill(Buffer.from(text), 'ALL')).rejects.toMatchObject({ code: 'BILL_SUM_MISMATCH' })
  })

  test('a bill that was cut off is still told as such', async () => {
    const text = two(broken('楼上\n左转'))
    await expect(openBill(Buffer.from(text.slice(0, text.indexOf('总交易单数'))), 'ALL')).rejects.toMatchObject({
      code: 'BILL_TRUNCATED',
    })
  })
})

describe('parseBill', () => {
  test('a bill of all trades: a payment and a refund', () => {
    const { rows, summary } = parseBill(bills.ALL, 'ALL')
    expect(rows).toStrictEqual([
      {
        tradeTime: Date.parse('2021-10-24T13:31:47Z'),
        appId: 'wxd930ea5d5a258f4f',
        mchId: '10000100',
        subMchId: '0',
        deviceInfo: '',
        transactionId: '4200001202202110244160364783',
        outTradeNo: '20150806125346',
        openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
        tradeType: 'JSAPI',
        tradeState: 'SUCCESS',
        bankType: 'OTHERS',
        feeType: 'CNY',
        totalFee: 576,
        settlementTotalFee: 566,
        couponFee: 10,
        serviceFee: 3000,
        rate: '0.60%',
        rateRemark: '',
        body: '帽子, 手套',
        attach: '',
      },
      {
        tradeTime: Date.parse('2021-10-24T14:00:00Z'),
        appId: 'wxd930ea5d5a258f4f',
        mchId: '10000100',
        subMchId: '0',
        deviceInfo: 'DEV',
        transactionId: '4200001202202110244160364783',
        outTradeNo: '20150806125346',
        openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
        tradeType: 'JSAPI',
        tradeState: 'REFUND',
        bankType: 'OTHERS',
        feeType: 'CNY',
        totalFee: 0,
        settlementTotalFee: 0,
        couponFee: 0,
        serviceFee: -1000,
        rate: '0.60%',
        rateRemark: '',
        body: '帽子, 手套',
        attach: '',
        refund: {
          refundId: '50000408942018111907145868882',
          outRefundNo: 'R1',
          refundFee: 142,
          settlementRefundFee: 140,
          couponRefundFee: 2,
          refundType: 'ORIGINAL',
          refundStatus: 'SUCCESS',
        },
      },
    ])
    expect(summary).toStrictEqual({
      count: 2,
      settlementTotalFee: 566,
      settlementRefundFee: 140,
      couponRefundFee: 2,
      serviceFee: 2000,
      totalFee: 576,
      refundFee: 142,
    })
  })

  test('a bill of paid orders', () => {
    const { rows, summary } = parseBill(bills.SUCCESS, 'SUCCESS')
    expect(rows).toMatchObject([{ totalFee: 576, serviceFee: 3000 }])
    expect(rows[0]).not.toHaveProperty('refund')
    expect(summary.count).toBe(1)
  })

  test('a bill of refunds says when', () => {
    const { rows } = parseBill(bills.REFUND, 'REFUND')
    expect(rows).toMatchObject([
      {
        tradeTime: Date.parse('2021-10-24T13:31:47Z'),
        refund: {
          refundFee: 142,
          createTime: Date.parse('2021-10-24T14:00:00Z'),
          successTime: Date.parse('2021-10-24T14:00:05Z'),
        },
      },
    ])
  })

  test('bytes, without byte order mark, with LF, without the last line end', () => {
    const plain = bills.ALL.replace('\ufeff', '').replaceAll('\r\n', '\n').trimEnd()
    const expected = parseBill(bills.ALL)
    expect(parseBill(plain)).toStrictEqual(expected)
    expect(parseBill(Buffer.from(bills.ALL))).toStrictEqual(expected)
  })

  test('columns are found by name: new ones and another order do no harm', () => {
    const widened = bills.ALL.replace('交易时间,', '新列,交易时间,').replaceAll('`2021', '`new,`2021')
    expect(parseBill(widened)).toStrictEqual(parseBill(bills.ALL))
  })

  test('a whole day of rows adds up exactly', () => {
    const rows = Array.from({ length: 5000 }, () => payRow)
    const summary = '`5000,`28300.00,`0.00,`0.00,`150.00000,`28800.00,`0.00'
    expect(parseBill(csv('ALL', rows, summary)).summary.totalFee).toBe(2_880_000)
  })
})

const sums = '`2,`5.66,`1.40,`0.02,`0.02000,`5.76,`1.42'
test.each([
  ['number of rows', '`3,`5.66,`1.40,`0.02,`0.02000,`5.76,`1.42', 'count 3, the rows make 2'],
  ['settled', '`2,`5.67,`1.40,`0.02,`0.02000,`5.76,`1.42', 'settlementTotalFee 567, the rows make 566'],
  ['settled refunds', '`2,`5.66,`1.41,`0.02,`0.02000,`5.76,`1.42', 'settlementRefundFee 141, the rows make 140'],
  ['coupons', '`2,`5.66,`1.40,`0.03,`0.02000,`5.76,`1.42', 'couponRefundFee 3, the rows make 2'],
  ['fees', '`2,`5.66,`1.40,`0.02,`0.02001,`5.76,`1.42', 'serviceFee 2001, the rows make 2000'],
  ['orders', '`2,`5.66,`1.40,`0.02,`0.02000,`5.77,`1.42', 'totalFee 577, the rows make 576'],
  ['refunds', '`2,`5.66,`1.40,`0.02,`0.02000,`5.76,`1.43', 'refundFee 143, the rows make 142'],
  [
    'two of them',
    '`1,`5.66,`1.40,`0.02,`0.02000,`5.76,`0.00',
    'count 1, the rows make 2; refundFee 0, the rows make 142',
  ],
])('a summary that does not add up: %s', (_name, summary, detail) => {
  const error = capture(() => parseBill(csv('ALL', [payRow, refundRow], summary)))
  expect(error).toMatchObject({ kind: 'protocol', code: 'BILL_SUM_MISMATCH', retryable: false })
  expect(error.message).toBe(`[wxpay-core] the bill's summary says ${detail}`)
})

test.each([
  ['nothing', '', 'BILL_TRUNCATED', 'after 0 rows'],
  ['another kind of file', 'a,b\r\n`1,`2\r\nc,d\r\n`1,`2\r\n', 'BILL_FORMAT', 'the header "a,b" lacks'],
  ['a bill of another type', bills.SUCCESS, 'BILL_FORMAT', 'lacks refundId, outRefundNo'],
  ['only the header', `${bills.ALL.split('\r\n')[0]}\r\n`, 'BILL_TRUNCATED', 'after 0 rows'],
  ['cut before the summary', bills.ALL.split('总交易单数')[0], 'BILL_TRUNCATED', 'after 2 rows'],
  ['cut before the last line', bills.ALL.split('\r\n').slice(0, 4).join('\r\n'), 'BILL_TRUNCATED', 'without a summary'],
  [
    'a column break in a field',
    csv('ALL', [payRow.replace('帽子, ', '帽子,`'), refundRow], sums),
    'BILL_FORMAT',
    'line 2 of the bill has 28 fields, the header 27',
  ],
  ['no back-tick', csv('ALL', [payRow, refundRow.slice(1)], sums), 'BILL_SUM_MISMATCH', 'count 2, the rows make 1'],
  [
    'an amount that is none',
    csv('ALL', [payRow, refundRow.replace('`1.42', '`1.425')], sums),
    'BILL_FORMAT',
    'line 3 of the bill: refundFee is "1.425"',
  ],
  [
    'a time that is none',
    csv('ALL', [payRow.replace('2021-10-24', '2021-13-24'), refundRow], sums),
    'BILL_FORMAT',
    'line 2 of the bill: tradeTime is',
  ],
  [
    'a broken summary',
    csv('ALL', [payRow, refundRow], sums.replace('5.76', 'x')),
    'BILL_FORMAT',
    'summary: totalFee is "x"',
  ],
  [
    'a summary without back-ticks',
    csv('ALL', [payRow, refundRow], `1${sums}`),
    'BILL_FORMAT',
    'line 5 of the bill has 0 fields',
  ],
  ['a short summary', csv('ALL', [payRow, refundRow], '`2,`5.66'), 'BILL_FORMAT', 'line 5 of the bill has 2 fields'],
  ['more after the summary', `${bills.ALL}${payRow}\r\n`, 'BILL_FORMAT', 'line 6 of the bill stands after the summary'],
] as const)('refuses %s', (_name, text, code, detail) => {
  const error = capture(() => parseBill(text ?? ''))
  expect(error).toMatchObject({ kind: 'protocol', code })
  expect(error.message).toContain(detail)
})

test.each([
  ['0.00', 2, 0],
  ['-0.00', 2, 0],
  ['0.1', 2, 10],
  ['5.76', 2, 576],
  ['1.15', 2, 115],
  ['9999999999.99', 2, 999_999_999_999],
  ['-0.02000', 5, -2000],
  ['12', 0, 12],
  ['1.155', 2, undefined],
  ['1.', 2, undefined],
  ['.5', 2, undefined],
  ['+1', 2, undefined],
  ['1e3', 2, undefined],
  ['1,000.00', 2, undefined],
  ['', 2, undefined],
  ['￥1', 2, undefined],
])('readDecimal(%j, %d)', (text, places, units) => {
  expect(readDecimal(text, places)).toBe(units)
})
