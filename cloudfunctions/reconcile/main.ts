import { defineTimer, once } from '@stack/cloud-function'
import { openGateway, openServices, readSettings } from '@stack/shop'
import { reconcile } from './reconcile.ts'

/** A bill of 100,000 lines is some megabytes on the line. */
const totalMs = 20_000

const services = once(() => {
  const { appId, feeBasisPoints } = readSettings(process.env)
  return { ...openServices('reconcile', openGateway({ totalMs })), shop: { appId, feeBasisPoints } }
})

/** Accepts the platform's timer only. */
export const main = defineTimer('reconcile', (deadline) => reconcile(services(), deadline))
