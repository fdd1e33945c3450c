import { gunzipSync } from 'node:zlib'
import { beijingDay } from '@stack/shop'
import { type TransportRequest, type TransportResponse, WxPayError } from 'wxpay-core'
import { signedAnswer } from 'wxpay-core/testing'
import type { Fault } from '../faults/faults.ts'
import { merchant } from '../world/merchant.ts'
import { drawLatency, drawSlowness, type Invocation, type World } from '../world/world.ts'
import { showNumber, showNumberInBill } from './gateway-gone-wrong.ts'
import { wireField } from './wire-field.ts'

/** A call that was given up after 3 s may be on its way for 5 s more: what the product reckons with. */
const slowestMs = 8_000

const refusal = (code: string, words: string) =>
  signedAnswer(merchant, { result_code: 'FAIL', err_code: code, err_code_des: words })
const systemError = (code: string) => refusal(code, '系统错误')
const reset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const badGateway = '<html><head><title>502 Bad Gateway</title></head><body><hr><center>nginx</center></body></html>'

/** Answer of the gateway without a bill. */
const noBill = (why: string) =>
  `<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[${why}]]></return_msg><error_code><![CDATA[20002]]></error_code></xml>`

/** One line more in the summary than there are. */
const withOtherTotals = (bill: string) =>
  bill.replace(/`(\d+)(?=[^\n]*\n?$)/, (_all, count: string) => `\`${Number(count) + 1}`)

type Perform = () => TransportResponse
type Meet = (perform: Perform) => TransportResponse

const response = (body: string, status = 200): TransportResponse => ({ status, headers: {}, body: Buffer.from(body) })
const fail = (error: Error): never => {
  throw error
}
/** The gateway does what it was asked, and something else comes back. */
const instead = (perform: Perform, answer: () => TransportResponse) => {
  perform()
  return answer()
}
const changed = (given: TransportResponse, change: (body: string) => string) => response(change(given.body.toString()))
const ofStranger = () => signedAnswer({ ...merchant, mchId: '10000200' }, { prepay_id: 'wx00', trade_type: 'JSAPI' })

/** Effect of each fault on an exchange: `perform` is the gateway doing what it was asked. */
const meets: Partial<Record<Fault, Meet>> = {
  'refused-connection': () => fail(refused()),
  'lost-request': () => fail(reset()),
  'lost-answer': (perform) => instead(perform, () => fail(reset())),
  'bad-gateway-before': () => response(badGateway, 502),
  'bad-gateway-after': (perform) => instead(perform, () => response(badGateway, 502)),
  'truncated-answer': (perform) => changed(perform(), (body) => body.slice(0, body.length / 2)),
  'wrong-sign': (perform) => changed(perform(), (body) => body.replace(/(<sign><!\[CDATA\[)[0-9A-F]{8}/, '$100000000')),
  'unsigned-answer': (perform) => changed(perform(), (body) => body.replace(/<sign>.*?<\/sign>/s, '')),
  'other-merchant': (perform) => instead(perform, () => response(ofStranger())),
  'system-error-before': () => response(systemError('SYSTEMERROR')),
  'system-error-after': (perform) => instead(perform, () => response(systemError('SYSTEMERROR'))),
  'frequency-limited': () => response(systemError('FREQUENCY_LIMITED')),
  'bill-creating': () => response(noBill('Bill Creating')),
  'other-totals': (perform) => changed(perform(), withOtherTotals),
  'number-used': () => response(refusal('OUT_TRADE_NO_USED', '商户订单号重复')),
}

/** Refusals of refunds, and what the gateway says. It never refuses what it has accepted before. */
const refundRefusals: Partial<Record<Fault, [code: string, words: string]>> = {
  'not-enough': ['NOTENOUGH', '基本账户余额不足，请充值后重新发起'],
  overdue: ['TRADE_OVERDUE', '订单已经超过退款期限'],
  'account-abnormal': ['USER_ACCOUNT_ABNORMAL', '退款请求失败，用户账号注销'],
}

/** Carries a request to the gateway as one step of the run, with whatever that step meets. */
export function carryToGateway(
  world: World,
  invocation: Invocation,
  request: TransportRequest,
): Promise<TransportResponse> {
  const path = new URL(request.url).pathname
  const call = path.slice(path.lastIndexOf('/') + 1)
  const fault = world.faults.next('gateway', `${invocation.name}: ${call}`)
  const { timeline, pace } = world
  const latency = fault === 'slow' ? drawSlowness(pace, slowestMs) : drawLatency(pace)
  // It may arrive after its caller is gone.
  world.expectUntil(timeline.now() + latency)
  const patience = Math.min(request.readMs, request.totalMs)
  return new Promise((resolve, reject) => {
    if (!invocation.isAlive) return
    const answer = (settle: () => void) => invocation.isAlive && settle()
    const perform = () => answerWrongly(world, call, fault, request.body) ?? ask(world, path, request)
    // A request that comes too late for its caller is carried out all the same.
    if (latency >= patience) {
      timeline.after(patience, () => answer(() => reject(new WxPayError('READ_TIMEOUT', 'nothing received'))))
    }
    timeline.after(latency, () => {
      world.tell(`${invocation.name} ${path}${mark(fault)}`)
      if (fault === 'kill-before') return invocation.kill()
      try {
        const given = (meets[fault ?? 'slow'] ?? ((all) => all()))(perform)
        if (fault === 'kill-after') return invocation.kill()
        answer(() => resolve(given))
      } catch (error) {
        answer(() => reject(error))
      }
    })
  })
}

const mark = (fault: Fault | undefined) => (fault === undefined ? '' : ` [${fault}]`)

/** Only of the newest bill it says too early that there was no trade: whoever asks a day later may believe it. */
function isYesterday(billDate: string, { timeline }: World): boolean {
  return beijingDay(timeline.now() - 24 * 3_600_000).replaceAll('-', '') === billDate
}

/** Answers of the gateway where it does not do what it was asked, as a gateway gone wrong or for a reason of its own. */
function answerWrongly(
  world: World,
  call: string,
  fault: Fault | undefined,
  body: string,
): TransportResponse | undefined {
  const { core, wrongs, without, closedInWordsOnly } = world
  if (without === 'queries' && call.endsWith('query')) return response(systemError('SYSTEMERROR'))
  if (fault === 'no-bill' && isYesterday(wireField(body, 'bill_date'), world)) return response(noBill('No Bill Exist'))
  if (call === 'closeorder' && (fault === 'closed-in-words-only' || wrongs.closesInWordsOnly)) {
    const outTradeNo = wireField(body, 'out_trade_no')
    // Money that nobody will ever hear of again only the bill can tell of.
    if (wrongs.losesNotifications || core.world.orders.find(outTradeNo)?.paidAt != null) return undefined
    closedInWordsOnly.add(outTradeNo)
    return response(signedAnswer(merchant, {}))
  }
  const refused = fault === undefined ? undefined : refundRefusals[fault]
  if (refused === undefined || core.world.refunds.find(wireField(body, 'out_refund_no')) !== undefined) return undefined
  return response(refusal(...refused))
}

function ask(world: World, path: string, { body, withCertificate }: TransportRequest): TransportResponse {
  const certificate = { presented: true, authorized: true, commonName: merchant.mchId }
  const given = world.core.handle({
    method: 'POST',
    path,
    body: Buffer.from(body),
    ...(withCertificate && { peerCertificate: certificate }),
  })
  world.onGateway(body, String(given.body))
  // A bill comes unpacked: zlib works in threads of its own, which know no virtual time.
  const answer =
    typeof given.body === 'string' ? showNumber(given.body) : showNumberInBill(gunzipSync(given.body).toString())
  return { status: given.status, headers: given.headers, body: Buffer.from(answer) }
}
