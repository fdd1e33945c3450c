import type { Host } from '../api/host.ts'
import type { Options, WxTable } from './call.ts'

const PARAMETERS = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const

const stringsOf = (options: Options): Record<string, string> =>
  Object.fromEntries(PARAMETERS.filter((key) => options[key] !== undefined).map((key) => [key, String(options[key])]))

/**
 * `wx.requestPayment`: the cashier belongs to the host; a cancelled sheet is `requestPayment:fail cancel`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html
 */
export const paymentApi = (host: Host): WxTable => ({
  async: {
    requestPayment: {
      // signType is left out on purpose: WeChat takes MD5 when it is absent.
      needs: { timeStamp: 'String', nonceStr: 'String', package: 'String', paySign: 'String' },
      run: (options) => host.requestPayment(stringsOf(options)),
    },
  },
})
