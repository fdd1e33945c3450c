import { parseXml } from 'wxpay-core'
import { encryptedRefundNotify, signedAnswer, signedMessage, signedPayNotify } from 'wxpay-core/testing'
import { merchant } from '../world/merchant.ts'
import type { World } from '../world/world.ts'
import { FunctionFailed, notify } from './invoke.ts'

/** The order that a forger knows of. */
interface Target {
  outTradeNo: string
  owner: string
  totalFen: number
}

const stranger = { ...merchant, apiKey: '0'.repeat(32) }
const paid = ({ outTradeNo, owner, totalFen }: Target) => ({
  ...{ outTradeNo, openid: owner, totalFee: totalFen },
  transactionId: '4200000478201912254663157927',
})
const genuine = (target: Target) => signedPayNotify(merchant, paid(target))
const wired = (wire: Record<string, string>) => (target: Target) => signedPayNotify(merchant, { ...paid(target), wire })
const numbers = ({ outTradeNo, totalFen }: Target) => ({ out_trade_no: outTradeNo, total_fee: String(totalFen) })
const refunded = ({ outTradeNo, totalFen }: Target) => ({
  ...{ outTradeNo, outRefundNo: `${outTradeNo}R1`, totalFee: totalFen, refundFee: totalFen },
})

/**
 * Notifications that the gateway never sent, by class: A made without the key, B signed bytes from elsewhere, C signed and
 * wrong in what they say, D tricks of XML around genuine ones.
 */
const bodies = {
  'A other-key': (target) => signedPayNotify(stranger, paid(target)),
  'A unsigned': (target) => genuine(target).replace(/<sign>.*?<\/sign>/s, ''),
  'A other-amount': (target) => genuine(target).replaceAll(`[${target.totalFen}]`, `[${target.totalFen + 1}]`),
  'A sealed with another key': (target) => encryptedRefundNotify(stranger, refunded(target)),
  'B an answer to orderquery': (target) =>
    signedAnswer(merchant, { ...numbers(target), openid: target.owner, trade_state: 'NOTPAY' }),
  'B a request of ours': (target) =>
    signedMessage({ appid: merchant.appId, mch_id: merchant.mchId, nonce_str: '0', ...numbers(target) }, merchant),
  'C another merchant': wired({ mch_id: '10000200' }),
  'C another app': wired({ appid: 'wx0000000000000000' }),
  'C no success': wired({ result_code: 'FAIL' }),
  'C no amount': wired({ total_fee: '' }),
  'C an amount with a dot': (target) => wired({ total_fee: `${target.totalFen}.0` })(target),
  'D with a DOCTYPE': (target) => `<!DOCTYPE xml [<!ENTITY a "b">]>${genuine(target)}`,
  'D an element twice': (target) => genuine(target).replace('<xml>', '<xml><total_fee>1</total_fee>'),
  'D with something after': (target) => `${genuine(target)}<xml></xml>`,
} satisfies Record<string, (target: Target) => string>

export type Forgery = keyof typeof bodies

export const forgeries = Object.keys(bodies) as Forgery[]

/** Signed for and about money: acknowledged, as the order records keep it for a merchant; nothing is booked as paid by it. */
const keptForgeries: ReadonlySet<string> = new Set<Forgery>(['C no amount', 'C an amount with a dot'])

/** Sends a forged notification: none may be acknowledged but what is kept for a merchant. */
export async function forge(world: World, forgery: Forgery, target: Target): Promise<void> {
  const name = forgery === 'A sealed with another key' ? 'refund-notify' : 'pay-notify'
  world.count(`${name} × forged ${forgery}`)
  await sendForged(world, name, bodies[forgery](target), forgery)
}

/** Forgeries of an overheard notification, without the key. */
const changes: Record<string, (body: string) => string> = {
  'cut short': (body) => body.slice(0, -8),
  'with a DOCTYPE': (body) => `<!DOCTYPE xml [<!ENTITY a "b">]>${body}`,
  'sent twice in one': (body) => body + body,
  'with another merchant number': (body) => body.replaceAll(merchant.mchId, '10000200'),
  'with a bit of it changed': (body) =>
    body.replace(/(<(?:sign|req_info)><!\[CDATA\[)(.)/, (_all, start: string, first: string) =>
      start.concat(first === 'A' ? 'B' : 'A'),
    ),
}

/** Sends what a listener can make of a genuine notification, all at once. */
export async function forgeFrom(world: World, name: 'pay-notify' | 'refund-notify', body: string): Promise<void> {
  await Promise.all(Object.entries(changes).map(([how, change]) => sendForged(world, name, change(body), how)))
}

async function sendForged(
  world: World,
  name: 'pay-notify' | 'refund-notify',
  body: string,
  how: string,
): Promise<void> {
  try {
    const answer = await notify(world, name, body)
    world.tell(`forged notification to ${name} (${how})`)
    const isAcknowledged = parseXml(answer.body).return_code === 'SUCCESS'
    if (isAcknowledged && !keptForgeries.has(how)) world.blame('I4 a forged notification is refused', how)
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error
  }
}
