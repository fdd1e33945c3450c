import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { BillType } from '../bill/columns.ts'
import { type Bill, parseBill } from '../bill/parse-bill.ts'
import type { WxPayErrorCode } from '../errors/error-codes.ts'
import { showValue } from '../errors/show-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { optional, required, type WireFields, writeFields } from './fields.ts'
import { day, oneOf } from './formats.ts'
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

/** A bill of a million rows has about this size; more is refused. */
export const BILL_MAX_BYTES = 256 * 1024 * 1024

const params = {
  billDate: required(day),
  billType: required(oneOf('ALL', 'SUCCESS', 'REFUND')),
  tarType: optional(oneOf('GZIP')),
} satisfies Record<keyof DownloadBillParams, unknown>

const path = '/pay/downloadbill'
const inflate = promisify(gunzip)

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
  async decode(body: Buffer, sent: WireFields): Promise<DownloadedBill> {
    if (body[0] === '<'.charCodeAt(0)) throw billFailure(parseMessage(body))
    const text = (await unpack(body)).toString()
    return { text, ...parseBill(text, sent.bill_type as BillType) }
  },
}

async function unpack(body: Buffer): Promise<Buffer> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body
  try {
    return await inflate(body, { maxOutputLength: BILL_MAX_BYTES })
  } catch (cause) {
    throw new WxPayError('BILL_TRUNCATED', `a gzip stream of ${body.length} bytes cannot be unpacked`, { cause })
  }
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
  const said = `error_code ${showValue(error_code)}, return_msg ${showValue(return_msg)}`
  return new WxPayError(code, `downloadbill was refused: ${said}`, reaction)
}
