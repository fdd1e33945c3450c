import type { NotifyRefusal } from 'wxpay-core'
import { type Fields, type SignType, writeXml } from './sign.ts'

/** Which notification a body claims to be. */
export type Door = 'pay' | 'refund'

/** A body that must be refused. */
export interface Forged {
  /** A: made without the key. B: genuine bytes from elsewhere. C: made with the key, wrong content. D: XML tricks. */
  kind: 'A' | 'B' | 'C' | 'D'
  door: Door
  name: string
  why: string
  body: string | Buffer
  refused: NotifyRefusal
  /** What the detail has to say besides. */
  says: string
  /** What the shop is set to. */
  signType: SignType
}

/** A body, or the fields of one, with the refusal that it has to get. */
export type Row = [
  name: string,
  body: string | Buffer | Fields,
  refused: NotifyRefusal,
  more?: { says?: string; signType?: SignType },
]

/** Rows that are refused for one reason. */
export function refusedAt(door: Door, kind: Forged['kind'], why: string, rows: Row[]): Forged[] {
  return rows.map(([name, body, refused, { says = '', signType = 'HMAC-SHA256' as SignType } = {}]) => {
    const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : writeXml(body)
    return { kind, door, name, why, body: bytes, refused, says, signType }
  })
}
