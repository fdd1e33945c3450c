import { runCli } from '@stack/emulator-kit/cli'
import { startMiniprogramBrowser } from '../serve/start-miniprogram-browser.ts'
import { HELP, parseCommand } from './parse-command.ts'

runCli(async () => {
  const command = parseCommand(process.argv.slice(2))
  if (command.help) {
    process.stdout.write(HELP)
    return { close: () => Promise.resolve() }
  }
  const browser = await startMiniprogramBrowser(command.options)
  process.stdout.write(
    command.json
      ? `${JSON.stringify({ url: browser.url })}\n`
      : `The mini program runs at 小程序地址  ${browser.url}\nCtrl-C ends it. 按 Ctrl-C 结束。\n`,
  )
  return browser
})
