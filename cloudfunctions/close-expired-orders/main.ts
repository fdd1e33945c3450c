import { defineTimer, once } from '@stack/cloud-function'
import { openGateway, openServices } from '@stack/shop'
import { closeExpiredOrders } from './close-expired-orders.ts'

const services = once(() => openServices('close-expired-orders', openGateway()))

/** Accepts the platform's timer only. */
export const main = defineTimer('close-expired-orders', (deadline) => closeExpiredOrders(services(), deadline))
