import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ROUTES } from '../../src/control/routes.ts'
import { OPENID, orderValues } from '../helpers/core.ts'
import { control, merchantOf, openSimulator, shareSimulator } from '../helpers/stack.ts'

describe('the control API', () => {
  const shared = shareSimulator()

  test('answers only under its token', async () => {
    const simulator = shared()
    const { origin } = new URL(simulator.controlUrl)
    expect((await fetch(`${origin}/merchant`)).status).toBe(404)
    expect((await fetch(`${origin}/${'0'.repeat(32)}/merchant`)).status).toBe(404)
    expect((await fetch(`${simulator.controlUrl}/nowhere`)).status).toBe(404)
    const { json } = await control(simulator, 'GET /merchant')
    expect(json).toMatchObject({ url: simulator.url, caFile: simulator.caFile, ...simulator.merchant })
  })

  test.each([
    ['POST /clock', { advanceMs: 'x' }, '[wxpay-simulator] "advanceMs" is "x", it has to be an integer'],
    ['POST /clock', { advanceMs: -1 }, '[wxpay-simulator] "advanceMs" is -1, it has to be an integer from 0'],
    ['POST /clock', { advanceMs: 1e15 }, '"advanceMs" is 1000000000000000, it has to be an integer from 0'],
    ['POST /clock', { moveTo: 0 }, '"moveTo" is 0, it has to be an integer from'],
    ['POST /clock', { moveTo: 1e16 }, '"moveTo" is 10000000000000000, it has to be an integer from'],
    ['POST /redeliver', { notificationId: 1, times: -1 }, '"times" is -1, it has to be an integer from 1 to 20'],
    [
      'POST /redeliver',
      { notificationId: 1, times: 1e9 },
      '"times" is 1000000000, it has to be an integer from 1 to 20',
    ],
    ['POST /balance', { amountFen: 1e15 }, '"amountFen" is 1000000000000000, it has to be an integer'],
    ['POST /settings', { refundDelayMs: 2 ** 53 - 1 }, 'it has to be an integer from 0 to 31536000000'],
    ['POST /settings', { feeRatePerMille: 1001 }, 'it has to be an integer from 0 to 1000'],
    ['POST /clock', { advanceMs: 253_402_300_800_000 }, 'it has to be an integer from 0 to'],
    ['POST /settings', { billReadyAfterMs: 2 ** 53 - 1 }, 'it has to be an integer from 0 to 31536000000'],
    ['POST /settings', { closeMinAgeMs: 2 ** 53 - 1 }, 'it has to be an integer from 0 to 604800000'],
    ['POST /settings', { answerTimeoutMs: 2 ** 53 - 1 }, 'it has to be an integer from 0 to 600000'],
    ['POST /settings', { platformNotifyUrl: 'ftp://a.test' }, 'it has to be empty or an http(s) address'],
    ['POST /settings', { merchantName: 'x'.repeat(257) }, 'it has to be a string of at most 256 characters'],
    ['POST /settings', { acceptFourByteCharacters: 1 }, 'it has to be a boolean'],
    ['POST /refund-end', { outRefundNo: 'R1', outcome: 'SUCCESS' }, 'there is no refund R1'],
    [
      'POST /refund-end',
      { outRefundNo: 'R1', outcome: 'LOST' },
      'it has to be one of SUCCESS, CHANGE, REFUNDCLOSE, PROC',
    ],
    ['POST /refund-end', { outRefundNo: 'R1', outcome: 'PROCESSING', receivedBy: 'buyer' }, 'the outcome SUCCESS only'],
    ['POST /refund-outcome', { outcome: 'SUCCESS', receivedBy: 'me' }, 'it has to be one of buyer, buyer-bank-card'],
    ['POST /refund-outcome', { outcome: 'CHANGE', receivedBy: 'merchant' }, 'the outcome SUCCESS only, not CHANGE'],
    ['POST /platform-refund', { outTradeNo: 'A', amountFen: 0 }, '"amountFen" is 0, it has to be an integer from 1'],
    ['POST /platform-refund', { outTradeNo: 'NONE', amountFen: 1 }, 'there is no paid order NONE'],
    ['POST /cashier', {}, '[wxpay-simulator] "action" is undefined, it has to be a text'],
    ['POST /cashier', { action: 'steal' }, '[wxpay-simulator] there is no cashier action steal'],
    ['POST /redeliver', { notificationId: 1 }, '[wxpay-simulator] there is no notification 1'],
    ['POST /refund-outcome', { outcome: 'LOST' }, '[wxpay-simulator] "outcome" is "LOST", it has to be one of SUCCESS'],
    ['POST /balance', { amountFen: -1 }, '[wxpay-simulator] cannot withdraw 1 fen: the balance is 0'],
    ['POST /settings', { speed: 1 }, '[wxpay-simulator] there is no setting speed'],
    [
      'POST /settings',
      { refundDelayMs: -1 },
      '[wxpay-simulator] setting refundDelayMs is -1, it has to be an integer from 0',
    ],
    [
      'POST /resolve',
      { host: 'a.test', target: '10.0.0.1:80' },
      '[wxpay-simulator] cannot resolve a host to "10.0.0.1:80"',
    ],
    ['POST /notify-ca', { file: import.meta.filename }, 'holds no certificate'],
    ['POST /notify-ca', { file: '/nowhere/ca.pem' }, '[wxpay-simulator] cannot read /nowhere/ca.pem'],
    ['POST /notify-ca', { file: '/dev/zero' }, 'cannot read /dev/zero: not a file of at most 1 MiB'],
    ['POST /openids', { openid: 'o'.repeat(5000), appId: 'a' }, 'it has to be at most 4096 characters'],
    ['POST /balance', [], '[wxpay-simulator] the body has to be a JSON object'],
  ])('%s %o is refused', async (route, input, message) => {
    const { status, json } = await control(shared(), route, input)
    expect(status).toBe(400)
    expect(json.error).toContain(message)
  })

  test('a mistake of its own is a 500 with a reference to a line on stderr', async () => {
    const broken = vi.spyOn(ROUTES, 'GET /orders').mockImplementation(() => {
      throw new TypeError('secret of the inside')
    })
    const lines = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    onTestFinished(() => {
      broken.mockRestore()
      lines.mockRestore()
    })
    const { status, json } = await control(shared(), 'GET /orders')
    expect([status, json.error]).toEqual([
      500,
      expect.stringMatching(/internal error [0-9a-f]{8}; its log line on stderr/),
    ])
    const reference = /error (\w{8})/.exec(json.error)?.[1]
    expect(String(lines.mock.calls[0]?.[0])).toMatch(`internal error ${reference} at GET /orders: TypeError: secret of`)
  })

  test('a body that is no JSON is refused', async () => {
    const answer = await fetch(`${shared().controlUrl}/balance`, { method: 'POST', body: '{' })
    expect([answer.status, (await answer.json()).error]).toEqual([
      400,
      expect.stringContaining('has to be a JSON object'),
    ])
  })

  test('plans at most 1000 outcomes', async () => {
    const simulator = await openSimulator()
    const plan = () => control(simulator, 'POST /refund-outcome', { outcome: 'SUCCESS', receivedBy: 'merchant' })
    for (let n = 1; n < 1000; n += 1) await plan()
    expect((await plan()).json.planned.at(-1)).toEqual({ outcome: 'SUCCESS', receivedBy: 'merchant' })
    expect((await plan()).json.error).toContain('1000 outcomes are planned, no more')
  })

  test('moves the clock, changes settings, tops up, tells the ledger', async () => {
    const simulator = shared()
    const before = (await control(simulator, 'GET /clock')).json.now
    const after = (await control(simulator, 'POST /clock', { advanceMs: 86_400_000 })).json.now
    expect(after - before).toBeGreaterThanOrEqual(86_400_000)
    expect((await control(simulator, 'POST /settings', { refundDelayMs: 0 })).json).toMatchObject({ refundDelayMs: 0 })
    expect((await control(simulator, 'POST /balance', { amountFen: 500 })).json).toEqual({ balanceFen: 500 })
    expect((await control(simulator, 'POST /balance', { amountFen: -200 })).json).toEqual({ balanceFen: 300 })
    expect((await control(simulator, 'GET /ledger')).json.balances).toEqual({ merchant: 300, outside: -300 })
    await control(simulator, 'POST /openids', { openid: OPENID, appId: 'wx0000000000000000' })
    const refused = await merchantOf(simulator).call('/pay/unifiedorder', orderValues('ORDER-1'))
    expect(refused.return_msg).toBe('appid and openid not match')
    expect((await control(simulator, 'GET /events?since=0')).json).toHaveLength(1)
  })
})
