import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runCli } from '@stack/emulator-kit/cli'
import type { FunctionLog } from '../host/function-log.ts'
import { EmulatorError } from '../shared/emulator-error.ts'
import { type Emulator, type EmulatorOptions, startEmulator } from '../start-emulator.ts'

const HELP = `Stands where Tencent CloudBase stands: runs cloud functions on this machine.

  npm run -s emulator -- --functions DIR --data DIR [options]

  --functions DIR   one folder per function (index.js, package.json, config.json) and cloudbase.json
  --data DIR        keeps the database, the certificate authority, the clock and the logs
  --port N          port of the HTTP access door (https); 0 or absent: any free one. The others are always free ones
  --host NAME       a further name of the HTTP access door; may be repeated
  --env-file FILE   configured variables, JSON: { "*": { … }, "<function>": { … } }
  --extra-ca FILE   a certificate authority that the functions trust (NODE_EXTRA_CA_CERTS)
  --app-id WXID     the mini program's appId
  --json            print one line { callUrl, httpUrl, adminUrl, caFile } once it listens; all else goes to stderr
  --help            this text
`

runCli(async () => {
  const { functions, data, port, host, json, help, ...rest } = readArguments()
  if (help) {
    process.stdout.write(HELP)
    return { close: async () => undefined }
  }
  if (functions === undefined || data === undefined)
    throw new EmulatorError('usage', `--functions and --data are needed.\n\n${HELP}`)
  const envFile = rest['env-file']
  const emulator = await startEmulator({
    functionsDir: functions,
    dataDir: data,
    port: readPort(port),
    hosts: host ?? [],
    onLog: writeLog,
    ...(envFile !== undefined && { envFor: readEnvironment(envFile) }),
    ...(rest['extra-ca'] !== undefined && { nodeExtraCaFile: rest['extra-ca'] }),
    ...(rest['app-id'] !== undefined && { appId: rest['app-id'] }),
  })
  process.stdout.write(json ? `${JSON.stringify(addresses(emulator))}\n` : describe(emulator))
  return emulator
})

function readArguments() {
  const options = {
    functions: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string', multiple: true },
    'env-file': { type: 'string' },
    'extra-ca': { type: 'string' },
    'app-id': { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new EmulatorError('usage', `${(error as Error).message}\n\n${HELP}`, error)
  }
}

function readPort(text = '0'): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new EmulatorError('usage', `--port ${text} is not a number from 0 to 65535`)
}

function readEnvironment(file: string): NonNullable<EmulatorOptions['envFor']> {
  // Read at each start of a process, so that a changed file counts without a restart of the emulator.
  return (functionName) => {
    const environments: Record<string, Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'))
    return { ...environments['*'], ...environments[functionName] }
  }
}

function writeLog({ functionName, stream, text }: FunctionLog): void {
  process.stderr.write(`[${functionName}] ${stream === 'host' ? '(host) ' : ''}${text}\n`)
}

function addresses({ callUrl, httpUrl, adminUrl, caFile }: Emulator) {
  return { callUrl, httpUrl, adminUrl, caFile }
}

function describe(emulator: Emulator): string {
  const lines = Object.entries(addresses(emulator)).map(([name, value]) => `${name.padEnd(10)}${value}`)
  return `${lines.join('\n')}\n`
}
