import { runCli } from '@stack/emulator-kit/cli'
import { startSimulator } from '../start-simulator.ts'
import { describeSimulator } from './describe-simulator.ts'
import { HELP, parseCommand } from './parse-command.ts'

runCli(async () => {
  const command = parseCommand(process.argv.slice(2))
  if (command.help) {
    process.stdout.write(HELP)
    return { close: () => Promise.resolve() }
  }
  const simulator = await startSimulator(command.options)
  if (!command.options.productionNotifyUrls) {
    process.stderr.write(
      '[wxpay-simulator] any notify_url is accepted; production takes only https without port and query (--production-notify-urls)\n',
    )
  }
  process.stdout.write(describeSimulator(simulator, command.json))
  return simulator
})
