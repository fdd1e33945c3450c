import { createPrivateKey, generateKeyPair, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { certifyAuthority, type IssuedCertificate, issueLeaf } from './issue-certificate.ts'

/** A certificate authority of one's own. */
export interface CertificateAuthority {
  /** The file that clients are to trust; it holds the certificate only. */
  caFile: string
  caPem: string
  /** Issues a server certificate for DNS names and IP addresses, valid two years of real time. */
  issueServer(names: string[]): IssuedCertificate
  /** Issues a client certificate, valid two years of real time. */
  issueClient(commonName: string): IssuedCertificate
}

const CERTIFICATE = 'ca.pem'
const PRIVATE_KEY = 'ca-key.pem'

/**
 * Opens the authority kept under `dir`, making it at the first time. Any number of processes may do so at once: all get
 * the same one.
 * @throws Error when what is kept there does not belong together or has expired
 */
export async function openAuthority(options: { dir: string; name: string }): Promise<CertificateAuthority> {
  const folder = join(options.dir, 'authority')
  if (!existsSync(folder)) await makeAuthority(options, folder)
  const caFile = join(folder, CERTIFICATE)
  const caPem = await readFile(caFile, 'utf8')
  const caKeyPem = await readFile(join(folder, PRIVATE_KEY), 'utf8')
  checkAuthority({ folder, caPem, caKeyPem })
  const issuer = { certPem: caPem, keyPem: caKeyPem }
  return {
    caFile,
    caPem,
    issueServer: (names) => issueLeaf(issuer, { use: 'server', names }),
    issueClient: (commonName) => issueLeaf(issuer, { use: 'client', commonName }),
  }
}

async function makeAuthority({ dir, name }: { dir: string; name: string }, folder: string): Promise<void> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const unfinished = join(dir, `.authority-${randomBytes(6).toString('hex')}`)
  await mkdir(unfinished, { recursive: true })
  await writeFile(join(unfinished, PRIVATE_KEY), keyPem, { mode: 0o600 })
  await writeFile(join(unfinished, CERTIFICATE), certifyAuthority({ name, keyPem }))
  // A folder is renamed whole and never over one that has files in it: the first process wins, the others read its pair.
  try {
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true })
    if (!existsSync(folder)) throw error
  }
}

function checkAuthority({ folder, caPem, caKeyPem }: { folder: string; caPem: string; caKeyPem: string }): void {
  const certificate = new X509Certificate(caPem)
  const cure = `Delete ${folder}: a new authority is made at the next start, and certificates of the old one stop working.`
  if (!certificate.checkPrivateKey(createPrivateKey(caKeyPem))) {
    throw new Error(`[emulator-kit] key and certificate in ${folder} do not belong together. ${cure}`)
  }
  if (Date.parse(certificate.validTo) < Date.now()) {
    throw new Error(`[emulator-kit] the authority in ${folder} expired on ${certificate.validTo}. ${cure}`)
  }
}
