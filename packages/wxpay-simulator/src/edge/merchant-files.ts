import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CertificateAuthority, toPkcs12 } from '@stack/emulator-kit/certificates'

/** The merchant's client certificate as it comes from the merchant platform. */
export interface MerchantFiles {
  /** apiclient_cert.pem */
  certFile: string
  /** apiclient_key.pem */
  keyFile: string
  /** apiclient_cert.p12; its password is the mch_id. */
  p12File: string
}

/** Makes the merchant's certificate files, unless the ones in `dir` are still good for this merchant and authority. */
export async function openMerchantFiles(options: {
  dir: string
  mchId: string
  authority: CertificateAuthority
}): Promise<MerchantFiles> {
  const { dir, mchId, authority } = options
  const files = {
    certFile: join(dir, 'apiclient_cert.pem'),
    keyFile: join(dir, 'apiclient_key.pem'),
    p12File: join(dir, 'apiclient_cert.p12'),
  }
  if (Object.values(files).every((file) => existsSync(file))) {
    const kept = new X509Certificate(await readFile(files.certFile))
    const issuer = new X509Certificate(authority.caPem)
    const isGood = kept.verify(issuer.publicKey) && kept.subject.includes(`CN=${mchId}`)
    if (isGood && Date.parse(kept.validTo) > Date.now()) return files
  }
  const issued = authority.issueClient(mchId)
  await mkdir(dir, { recursive: true })
  await writeFile(files.certFile, issued.certPem)
  await writeFile(files.keyFile, issued.keyPem, { mode: 0o600 })
  await writeFile(files.p12File, toPkcs12(issued, authority.caPem, mchId), { mode: 0o600 })
  return files
}
