import type { Host } from '@stack/miniprogram-runtime/client'
import type { Boot } from '../../src/serve/boot.ts'
import { type CashierAnswer, PAID } from '../cashier/cashier-word.ts'
import { openCashier } from '../cashier/open-cashier.ts'
import { askServer } from './ask-server.ts'
import { keepSession, keepStorage } from './keep-user-data.ts'
import { sendRequest } from './send-request.ts'
import type { StackClock } from './stack-clock.ts'

type CallReply = Awaited<ReturnType<Host['callFunction']>>

/** Makes what the phone gives the engine, for the user with this number. */
export function createHost(boot: Boot, user: number, clock: StackClock, mount: HTMLElement): Host {
  const openid = boot.users[user]?.openid ?? ''
  return {
    document,
    mount,
    now: clock.now,
    storage: keepStorage(localStorage, boot.appKey, openid),
    session: keepSession(sessionStorage, boot.appKey, openid),
    async callFunction(name, data) {
      const { answer, offsetMs } = await callThrough(name, { user, data })
      clock.setOffsetMs(offsetMs ?? clock.offsetMs())
      if ('errCode' in answer) throw answer
      return answer
    },
    async requestPayment(payment) {
      const answer = await openCashier((action) => askServer<CashierAnswer>('cashier', { user, action, payment }))
      if (answer.errMsg !== PAID) throw answer
      return answer
    },
    request: sendRequest,
    assetBase: new URL('files/', location.href).href,
    pageStyleSheets: boot.fontCss === null ? [] : [new URL(boot.fontCss, location.href).href],
    report(level, message) {
      // biome-ignore lint/suspicious/noConsole: the console is where a developer looks for what the app did wrong
      console[level](message)
    },
  }
}

interface CallAnswer {
  answer: CallReply | { errCode: number; errMsg: string }
  offsetMs?: number
}

/** The server of the phone may be gone: then the mini program hears of its network, in WeChat's form. */
async function callThrough(name: string, request: object): Promise<CallAnswer> {
  try {
    return await askServer<CallAnswer>(`call/${name}`, request)
  } catch (error) {
    return {
      answer: { errCode: -1, errMsg: `cloud.callFunction:fail ${error instanceof Error ? error.message : error}` },
    }
  }
}
