import type { Endpoint, Outcome, Parameters } from './endpoint.ts'
import { COMMON_FIELDS, FORMATS, oneOf } from './field.ts'
import { parseJson } from './json-value.ts'

/** Elements of a report about one call; a report about several (`trades`) has none of them. Either name of the time does. */
const OF_ONE_CALL = [['return_code'], ['result_code'], ['execute_time_', 'execute_time']]

/**
 * Takes a merchant's report of how a call went, and does nothing with it. Old clients send one after each failed call:
 * WeChat's own PHP demo does (WxPay.Api.php, reportCostTime).
 * @see https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_8
 */
export const report: Endpoint = {
  path: '/payitil/report',
  needsCertificate: false,
  layout: 'classic',
  faults: 'payment',
  fields: [
    ...COMMON_FIELDS,
    { name: 'device_info', max: 32 },
    { name: 'interface_url', required: true, max: 127 },
    { name: 'user_ip', required: true, max: 64, format: FORMATS.ip },
    { name: 'trades', max: 1024, format: (text) => Array.isArray(parseJson(text)) },
    // The underscore at its end is real.
    { name: 'execute_time_', max: 10, format: FORMATS.digits },
    { name: 'execute_time', max: 10, format: FORMATS.digits },
    { name: 'return_code', max: 16, format: oneOf('SUCCESS', 'FAIL') },
    { name: 'return_msg', max: 128 },
    { name: 'result_code', max: 16, format: oneOf('SUCCESS', 'FAIL') },
    { name: 'err_code', max: 32 },
    { name: 'err_code_des', max: 128 },
    { name: 'out_trade_no', max: 32 },
    { name: 'time', max: 14, format: FORMATS.time },
  ],
  answer: (_world, parameters) => refuseIncomplete(parameters) ?? { fields: [] },
}

function refuseIncomplete(parameters: Parameters): Outcome | undefined {
  if (parameters.has('trades')) return undefined
  const missing = OF_ONE_CALL.find((names) => !names.some((name) => parameters.has(name)))
  return missing && { returnMsg: `${missing[0]}参数长度有误` }
}
