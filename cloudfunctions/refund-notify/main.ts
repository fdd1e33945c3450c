import { once } from '@stack/cloud-function'
import { defineNotify, openGateway, openServices } from '@stack/shop'
import { refundNotify } from './refund-notify.ts'

const services = once(() => openServices('refund-notify', openGateway({ totalMs: 2_000 })))

/** Accepts WeChat Pay's notification over HTTP. */
export const main = defineNotify('refund-notify', (body, deadline) => refundNotify(services(), body, deadline))
