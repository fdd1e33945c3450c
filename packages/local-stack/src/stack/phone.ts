import type { CallAnswer, CallData, FunctionName, PayParams } from '@stack/contract'
import type { CashierAction, CashierAnswer } from 'wxpay-simulator'
import type { Stack } from './start-stack.ts'

/** Somebody's phone: calls functions as its owner and opens WeChat's cashier. */
export interface Phone {
  openid: string
  /** Throws when no answer of the function came. */
  call<Name extends FunctionName>(name: Name, data: CallData<Name>): Promise<CallAnswer<Name>>
  cashier(payment: PayParams, action?: CashierAction): Promise<CashierAnswer>
}

async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`[phone] ${response.status}: ${await response.text()}`)
  return response.json()
}

/** Gives a user of the local stack a phone. */
export function createPhone({ emulator, simulator }: Stack, openid: string): Phone {
  const { appId } = simulator.merchant
  return {
    openid,
    async call<Name extends FunctionName>(name: Name, data: CallData<Name>) {
      const answer = (await post(`${emulator.callUrl}/${name}`, { openid, data })) as {
        result?: unknown
        errMsg: string
      }
      if (answer.result === undefined) throw new Error(`[phone] ${name}: ${answer.errMsg}`)
      return answer.result as CallAnswer<Name>
    },
    async cashier(payment, action = 'pay') {
      const url = `${simulator.controlUrl}/cashier`
      return (await post(url, { ...payment, appId, openid, action })) as CashierAnswer
    },
  }
}
