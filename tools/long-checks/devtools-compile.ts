import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDevtools, localDir, readFolder, writeFolder } from '@stack/local-stack'
import { refusedCases } from './compile-cases.ts'
import { runProgram } from './run-program.ts'
import type { Step } from './step.ts'

// Pinned: the compile below replaces one of its methods.
const tool = 'miniprogram-ci@2.1.42'
const home = join(localDir, 'deep', 'devtools-compile')
const toolDir = join(home, 'tool')
const compileTimeoutMs = 300_000
const installTimeoutMs = 600_000

/** https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html */
const mainBytesMax = 2 * 1024 * 1024

type Result = { sizes: Record<string, number> } | { refused: string }

/** Some 280 MB that only this step needs, therefore no dependency of the project. */
async function install(): Promise<void> {
  if (existsSync(join(toolDir, 'node_modules', 'miniprogram-ci', 'package.json'))) return
  mkdirSync(toolDir, { recursive: true })
  writeFileSync(join(toolDir, 'package.json'), '{ "private": true }')
  // By its script, as npm names it to what it runs: Windows cannot start npm.cmd without a shell.
  const script = process.env.npm_execpath ?? ''
  const [command, ...first] = script.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm']
  const args = [...first, 'install', '--no-audit', '--no-fund', '--save-exact', tool]
  await runProgram(command ?? 'npm', args, { cwd: toolDir, timeoutMs: installTimeoutMs })
}

async function compile(projectDir: string): Promise<Result> {
  const resultFile = join(projectDir, 'result.json')
  const program = join(import.meta.dirname, 'official-compile.mjs')
  await runProgram(process.execPath, [program, toolDir, projectDir, resultFile], {
    cwd: projectDir,
    timeoutMs: compileTimeoutMs,
  })
  return JSON.parse(readFileSync(resultFile, 'utf8')) as Result
}

/** A fresh folder with the DevTools project against the local stack, which is the mini program and one file more. */
async function freshProject(name: string): Promise<string> {
  const outDir = join(home, 'cases', name.replaceAll(/\W+/g, '-'))
  rmSync(outDir, { recursive: true, force: true })
  const users = [{ key: 'a', name: 'a', openid: 'a' }]
  return buildDevtools(
    { callUrl: 'http://127.0.0.1:1', controlUrl: 'http://127.0.0.1:1', appId: 'a', users },
    { outDir },
  )
}

/** Returns the tool's message, without the code around the place and without the folder of this machine. */
const inOneLine = (said: string, dir: string) =>
  (said.replaceAll(dir, '').split(/\n>?\s+\d+ \|/)[0] ?? '').replaceAll(/\s+/g, ' ').trim()

function kilobytes(sizes: Record<string, number>, belongs: (path: string) => boolean): [number, string] {
  const bytes = Object.entries(sizes).reduce((sum, [path, size]) => (belongs(path) ? sum + size : sum), 0)
  return [bytes, `${Math.ceil(bytes / 1024)} kB`]
}

/** The mini program as DevTools would upload it: compiled by WeChat's own tool, without an account and without network. */
export const devtoolsCompile: Step = {
  name: 'devtools-compile',
  about: `compiles the mini program with WeChat's own ${tool}, and mutants of it that have to be refused`,
  async run(tell) {
    tell(`installing ${tool}`)
    await install()
    tell('compiling the mini program')
    const project = await freshProject('mini program')
    const began = Date.now()
    const result = await compile(project)
    if ('refused' in result) throw new Error(`[deep] ${tool} refuses the mini program: ${result.refused}`)
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    if (result.sizes['local-stack.js'] === undefined) throw new Error('[deep] local-stack.js is not in the package')
    const [mainBytes, main] = kilobytes(result.sizes, (path) => !path.startsWith('merchant/'))
    if (mainBytes > mainBytesMax) throw new Error(`[deep] the main package has ${mainBytes} bytes`)
    const refusals: [string, string][] = []
    for (const { name, change } of refusedCases) {
      tell(`compiling ${name}`)
      const dir = await freshProject(name)
      const files = readFolder(join(dir, 'miniprogram'))
      change(files)
      writeFolder(join(dir, 'miniprogram'), files)
      const refused = await compile(dir)
      if ('sizes' in refused) throw new Error(`[deep] ${tool} takes ${name}: it does not look`)
      refusals.push([`refused: ${name}`, inOneLine(refused.refused, dir)])
    }
    return {
      figures: [
        ['files in the package', String(Object.keys(result.sizes).length)],
        ['main package', main],
        ['subpackage merchant', kilobytes(result.sizes, (path) => path.startsWith('merchant/'))[1]],
        ['time', `${seconds} s`],
        ...refusals,
      ],
      notes: [
        'Sizes are those of the compiled files, minified, before WeChat packs them.',
        'DevTools itself was not at hand; this is its compiler as Tencent publishes it for CI.',
      ],
    }
  },
}
