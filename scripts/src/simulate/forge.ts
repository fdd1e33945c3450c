import { parseXml } from 'wxpay-core'
import { sealedRefundNotify, signedPayNotify } from 'wxpay-core/testing'
import { FunctionFailed, notify } from './invoke.ts'
import { merchant } from './merchant.ts'
import type { World } from './world.ts'

/** A notification that the gateway never sent. */
export type Forgery = 'other-key' | 'unsigned' | 'other-amount' | 'unknown-refund'

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

const bodies: Record<Forgery, (target: Target) => string> = {
  'other-key': (target) => signedPayNotify(stranger, paid(target)),
  unsigned: (target) => signedPayNotify(merchant, paid(target)).replace(/<sign>.*?<\/sign>/s, ''),
  'other-amount': (target) =>
    signedPayNotify(merchant, paid({ ...target, totalFen: target.totalFen + 1 })).replaceAll(
      `[${target.totalFen + 1}]`,
      `[${target.totalFen}]`,
    ),
  'unknown-refund': ({ outTradeNo, totalFen }) =>
    sealedRefundNotify(stranger, {
      outTradeNo,
      outRefundNo: `${outTradeNo}R1`,
      totalFee: totalFen,
      refundFee: totalFen,
    }),
}

/** Sends a forged notification: none may be acknowledged. */
export async function forge(world: World, forgery: Forgery, target: Target): Promise<void> {
  const name = forgery === 'unknown-refund' ? 'refund-notify' : 'pay-notify'
  try {
    const { body } = await notify(world, name, bodies[forgery](target))
    world.tell(`forged notification (${forgery}) for ${target.outTradeNo}`)
    if (parseXml(body).return_code === 'SUCCESS') world.blame('I4 a forged notification is refused', forgery)
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error
  }
}
