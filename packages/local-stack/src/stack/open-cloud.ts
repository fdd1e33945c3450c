import { createRequire } from 'node:module'
import type { CloudDatabase } from '@stack/cloud-function'

interface CloudInstance {
  init(options: { env: string; serviceUrl: string }): void
  database(options: { throwOnNotFound: boolean }): CloudDatabase
}

const environment = 'local-env'

/** Environment that wx-server-sdk expects; dummies, so that it can never reach a real account from here. */
const sdkEnvironment = {
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  TENCENTCLOUD_SESSIONTOKEN: 'local',
  SCF_NAMESPACE: environment,
  TCB_ENV: environment,
}

/** Opens the database of a running local stack with the real wx-server-sdk, as the functions do. */
export function openCloud(adminUrl: string): CloudDatabase {
  Object.assign(process.env, sdkEnvironment)
  const { Cloud } = createRequire(import.meta.url)('wx-server-sdk') as { Cloud: new () => CloudInstance }
  const cloud = new Cloud()
  cloud.init({ env: environment, serviceUrl: adminUrl })
  return cloud.database({ throwOnNotFound: false })
}
