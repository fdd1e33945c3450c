import { defineTimer, once, openGateway, openServices } from '@stack/function-kit'
import { closeExpiredOrders } from './close-expired-orders.ts'

const services = once(() => openServices('close-expired-orders', openGateway()))

export const main = defineTimer('close-expired-orders', (deadline) => closeExpiredOrders(services(), deadline))
