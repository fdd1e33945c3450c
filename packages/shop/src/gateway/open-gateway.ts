import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createWxPayClient } from 'wxpay-core'
import { readSettings, SettingsError } from '../settings/settings.ts'
import { createGateway } from './create-gateway.ts'
import type { Gateway } from './gateway.ts'

function readCertificate(dir: string): { certPem: string; keyPem: string } {
  try {
    return {
      certPem: readFileSync(join(dir, 'apiclient_cert.pem'), 'utf8'),
      keyPem: readFileSync(join(dir, 'apiclient_key.pem'), 'utf8'),
    }
  } catch (cause) {
    throw new SettingsError(
      '[shop] apiclient_cert.pem and apiclient_key.pem are not beside this function. Put the files of the merchant platform there before uploading.',
      { cause },
    )
  }
}

/**
 * Opens the gateway from the environment of this function. `certificateDir` is where the merchant certificate lies, for
 * the functions that refund; `totalMs` bounds every call with all its repetitions (default 6 s).
 */
export function openGateway({ certificateDir, totalMs }: { certificateDir?: string; totalMs?: number } = {}): Gateway {
  const { appId, mchId, apiKey, signType, baseUrl, backupBaseUrl, notifyBaseUrl } = readSettings(process.env)
  const client = createWxPayClient({
    appId,
    mchId,
    apiKey,
    signType,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(backupBaseUrl !== undefined && { backupBaseUrl }),
    ...(certificateDir !== undefined && { certificate: readCertificate(certificateDir) }),
    ...(totalMs !== undefined && { timeouts: { totalMs } }),
  })
  return createGateway(client, notifyBaseUrl)
}
