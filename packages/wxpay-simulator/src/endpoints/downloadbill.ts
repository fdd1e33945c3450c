import { gzipSync } from 'node:zlib'
import { type BillType, makeBill } from '../bill/make-bill.ts'
import { monthsBefore, parseCompactTime, startOfDay } from '../shared/beijing-time.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import type { Endpoint, Outcome } from './endpoint.ts'
import { COMMON_FIELDS, oneOf } from './field.ts'

const DAY_MS = 24 * 3_600_000
const KEPT_MONTHS = 3

const NO_BILL: Outcome = { returnMsg: 'No Bill Exist', errorCode: '20002' }
const CREATING: Outcome = { returnMsg: 'Bill Creating', errorCode: '20002' }

/** Hands out the bill of a day. @see https://pay.weixin.qq.com/doc/v2/merchant/4011985040 */
export const downloadbill: Endpoint = {
  path: '/pay/downloadbill',
  needsCertificate: false,
  layout: 'signed-last',
  faults: 'bill',
  fields: [
    ...COMMON_FIELDS,
    { name: 'bill_date', required: true, max: 8, format: (value) => parseCompactTime(`${value}000000`) !== undefined },
    { name: 'bill_type', max: 20, format: oneOf('ALL', 'SUCCESS', 'REFUND', 'RECHARGE_REFUND') },
    {
      name: 'tar_type',
      max: 8,
      format: oneOf('GZIP'),
      formatText: 'invalid tar_type, Only GZIP supported',
    },
    { name: 'device_info', max: 32 },
  ],
  answer(world, parameters) {
    const dayStart = parseCompactTime(`${parameters.get('bill_date')}000000`) ?? 0
    const refused = refuseDay(dayStart, world)
    if (refused !== undefined) return refused
    const text = billOf(world, dayStart, parameters.get('bill_type') ?? 'ALL')
    if (text === undefined) return NO_BILL
    return { bill: parameters.get('tar_type') === 'GZIP' ? gzipSync(text) : text }
  },
}

function refuseDay(dayStart: number, { now: clock, settings }: SimulatorState): Outcome | undefined {
  const now = clock()
  const today = startOfDay(now)
  if (dayStart >= today || dayStart < monthsBefore(today, KEPT_MONTHS)) return NO_BILL
  return now < dayStart + DAY_MS + settings.billReadyAfterMs ? CREATING : undefined
}

function billOf(world: SimulatorState, dayStart: number, type: string): string | undefined {
  return type === 'RECHARGE_REFUND' ? undefined : makeBill(world, dayStart, type as BillType)
}
