import type { CloudDatabase } from '@stack/cloud-function'
import { UsageError } from '@stack/emulator-kit/cli'

const openidForm = /^o[0-9A-Za-z_-]{27}$/

/** Adds somebody to the merchant list or takes them off it. Says whether that changed anything. */
export async function setMerchant(db: CloudDatabase, openid: string, member: boolean): Promise<boolean> {
  if (!openidForm.test(openid)) {
    throw new UsageError(
      `[merchants] ${openid} is no openid: 28 characters, beginning with o. 小程序「我的」页可复制。`,
    )
  }
  const document = db.collection('merchants').doc(openid)
  const listed = (await document.get()).data !== null
  if (listed === member) return false
  if (member) await document.set({ data: { note: 'added by npm run merchants' } })
  else await document.remove()
  return true
}

/** Everybody on the merchant list. */
export async function listMerchants(db: CloudDatabase): Promise<string[]> {
  const { data } = await db.collection('merchants').where({}).orderBy('_id', 'asc').limit(1000).get()
  return data.map(({ _id }) => String(_id))
}
