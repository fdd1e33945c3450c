import { EmulatorError } from '../shared/emulator-error.ts'

/** Parts of the environment of a function process. */
export interface EnvironmentSources {
  functionName: string
  envId: string
  /** Address of the cloud for the SDK in the process. */
  sdkUrl: string
  /** The function's configured variables. */
  configured: Record<string, string>
  /** An extra authority that the process trusts. */
  extraCaFile?: string | undefined
}

// All that a process gets from the machine: what Node needs to start, and on Windows to open sockets and make temporary
// files. Names compare without case there.
const INHERITED = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']

// https://cloud.tencent.com/document/product/583/11637
const MAX_CONFIGURED_BYTES = 4096

/**
 * The environment in which a function process starts, before any call. Platform variables go before configured ones, so
 * that no function reaches the real cloud with real credentials.
 * @throws EmulatorError `environment_too_large`
 */
export function processEnvironment(sources: EnvironmentSources): Record<string, string> {
  const { functionName, envId, sdkUrl, configured, extraCaFile } = sources
  const bytes = Buffer.byteLength(Object.entries(configured).flat().join(''))
  if (bytes > MAX_CONFIGURED_BYTES) {
    throw new EmulatorError(
      'environment_too_large',
      `the configured variables of function ${functionName} take ${bytes} bytes; the cloud allows ${MAX_CONFIGURED_BYTES}. Put files beside the function's code instead.`,
    )
  }
  return {
    ...inherited(),
    ...configured,
    ...(extraCaFile !== undefined && { NODE_EXTRA_CA_CERTS: extraCaFile }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: envId,
    TCB_ENV: envId,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: sdkUrl }),
    TZ: 'UTC',
  }
}

function inherited(): Record<string, string> {
  const environment: Record<string, string> = {}
  for (const name of INHERITED) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  return environment
}
