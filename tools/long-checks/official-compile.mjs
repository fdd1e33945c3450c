// Run as a program of its own, one project a process: the compiler keeps what it compiled by path, and does not end by
// itself. Arguments: folder with miniprogram-ci, project folder, file for the result.
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [toolDir = '', projectPath = '', resultFile = ''] = process.argv.slice(2)
const ci = createRequire(join(toolDir, 'package.json'))('miniprogram-ci')

// Compiling needs no account, but the tool insists on a key file, and asks WeChat's server what it knows of the app.
// Nothing is uploaded: any key will do, and the answer is replaced by the tool's own defaults.
const privateKeyPath = join(projectPath, 'no-account.key')
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
writeFileSync(privateKeyPath, privateKey.export({ type: 'pkcs1', format: 'pem' }))
const project = new ci.Project({
  appid: 'wx0000000000000000',
  type: 'miniProgram',
  projectPath,
  privateKeyPath,
  ignores: [],
})
project.attr = async () => ci.DefaultProjectAttr

const { setting } = JSON.parse(readFileSync(join(projectPath, 'project.config.json'), 'utf8'))

/** @param {object} result */
function end(result) {
  writeFileSync(resultFile, JSON.stringify(result))
  process.exit(0)
}

ci.getCompiledResult({
  project,
  version: '0.0.0',
  desc: '',
  setting: { es6: setting.es6, es7: setting.enhance, minify: setting.minified, ignoreUploadUnusedFiles: true },
  onProgressUpdate: () => {},
}).then(
  /** @param {Record<string, string | Buffer>} files */
  (files) =>
    end({ sizes: Object.fromEntries(Object.entries(files).map(([path, code]) => [path, Buffer.byteLength(code)])) }),
  /** @param {Error} error */
  (error) => end({ refused: String(error.message ?? error) }),
)
