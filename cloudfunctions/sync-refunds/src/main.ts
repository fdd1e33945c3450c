import { defineTimer, once, openGateway, openServices } from '@stack/function-kit'
import { syncRefunds } from './sync-refunds.ts'

const services = once(() => openServices('sync-refunds', openGateway({ certificateDir: __dirname })))

export const main = defineTimer('sync-refunds', (deadline) => syncRefunds(services(), deadline))
