import { once } from '@stack/cloud-function'
import { defineNotify, openGateway, openServices } from '@stack/shop'
import { payNotify } from './pay-notify.ts'

const services = once(() => openServices('pay-notify', openGateway({ totalMs: 2_000 })))

/** Accepts WeChat Pay's notification over HTTP. */
export const main = defineNotify('pay-notify', (body, deadline) => payNotify(services(), body, deadline))
