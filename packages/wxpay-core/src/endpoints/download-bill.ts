import type { BillType } from '../bill/columns.ts'
import { type OpenedBill, openBill } from '../bill/open-bill.ts'
import { type Bill, parseBill } from '../bill/parse-bill.ts'
import { unpackBill } from '../bill/unpack-bill.ts'
import type { WxPayErrorCode } from '../errors/error-codes.ts'
import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { optional, required, type WireFields, writeFields } from '../fields/fields.ts'
import { day, oneOf } from '../fields/formats.ts'
import { codeOfReturnText, reactionTo } from './gateway-codes.ts'
import { parseMessage } from './read-answer.ts'

/** The bill of a day: ready from 10:00 Beijing time of the next day, for three months. */
export interface DownloadBillParams {
  /** Day in Beijing, `yyyyMMdd`: `formatBeijingDate(epochMs)`. */
  billDate: string
  /** Default ALL. */
  billType?: BillType
  /** GZIP: compressed on the way. */
  tarType?: 'GZIP'
}

/** A bill and the text it came as. */
export interface DownloadedBill extends Bill {
  text: string
}

const params = {
  billDate: required(day),
  billType: required(oneOf('ALL', 'SUCCESS', 'REFUND')),
  tarType: optional(oneOf('GZIP')),
} satisfies Record<keyof DownloadBillParams, unknown>

const path = '/pay/downloadbill'

/**
 * The one call whose answer is no message: an unsigned text, or unsigned XML when there is no bill.
 *
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011985040
 */
export const downloadBill = {
  name: 'downloadbill' as const,
  path,
  withCertificate: false,
  writes: false,
  encode: (wanted: DownloadBillParams): WireFields => writeFields({ billType: 'ALL', ...wanted }, params),
  /** Reads all of it at once. */
  async decode(body: Buffer, sent: WireFields): Promise<DownloadedBill> {
    refuseMessage(body)
    const pieces: Buffer[] = []
    for await (const piece of unpackBill(body)) pieces.push(piece)
    const text = Buffer.concat(pieces).toString()
    return { text, ...parseBill(text, sent.bill_type as BillType) }
  },
  /** Leaves it to be walked. */
  async open(body: Buffer, sent: WireFields): Promise<OpenedBill> {
    refuseMessage(body)
    return openBill(body, sent.bill_type as BillType)
  },
}

function refuseMessage(body: Buffer): void {
  if (body[0] === '<'.charCodeAt(0)) throw billFailure(parseMessage(body))
}

const billTexts: [text: RegExp, code: WxPayErrorCode][] = [
  [/^no[ _]bill[ _]exist$/i, 'NO_BILL_EXIST'],
  [/^bill[ _]creating$/i, 'BILL_CREATING'],
]
const billCodes: Record<string, WxPayErrorCode> = {
  20001: 'PARAM_ERROR',
  20003: 'SYSTEMERROR',
  100: 'SYSTEMERROR',
  20100: 'SYSTEMERROR',
  20007: 'BILL_API_CLOSED',
}

function billFailure({ return_msg = '', error_code = '' }: WireFields): WxPayError {
  const byText = billTexts.find(([pattern]) => pattern.test(return_msg.trim()))?.[1] ?? codeOfReturnText(return_msg)
  const found = byText === 'RETURN_FAIL' ? (billCodes[error_code] ?? byText) : byText
  const { code, ...reaction } = reactionTo('downloadbill', found)
  const said = `error_code ${formatValue(error_code)}, return_msg ${formatValue(return_msg)}`
  return new WxPayError(code, `downloadbill was refused: ${said}`, reaction)
}
