import { defineTimer, once } from '@stack/cloud-function'
import { openGateway, openServices } from '@stack/shop'
import { syncRefunds } from './sync-refunds.ts'

const services = once(() => openServices('sync-refunds', openGateway({ certificateDir: __dirname })))

/** Accepts the platform's timer only. */
export const main = defineTimer('sync-refunds', (deadline) => syncRefunds(services(), deadline))
