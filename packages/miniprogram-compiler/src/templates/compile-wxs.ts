import { Script } from 'node:vm'
import { lineOf, type ProjectFiles } from '../files/project-files.ts'
import { joinPath } from '../files/resolve-path.ts'

/** WXS says `x.constructor === 'Array'`; strings and comments are matched first and stay as they are. */
const constructorAccess = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/.*|\/\*[\s\S]*?\*\/)|\.\s*constructor\b/g

/**
 * The WXS source as the script of `wxsRuntime` runs it. Reports a syntax error.
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/06datatype.html
 */
export function compileWxs(files: ProjectFiles, file: string, source: string): string {
  try {
    new Script(`(function(require,exports,module){${source}\n})`, { filename: 'wxs' })
  } catch (error) {
    const line = /^wxs:(\d+)/.exec(String((error as Error).stack))?.[1]
    files.refuse(file, `not valid WXS: ${(error as Error).message}`, line === undefined ? undefined : Number(line))
    return ''
  }
  return source.replace(constructorAccess, (match, kept?: string) => (kept === undefined ? '[wxsType]' : match))
}

/** The WXS files, without extension, that a WXS source requires. Reports those that are missing. */
export function requiredWxs(files: ProjectFiles, file: string, source: string): string[] {
  return [...source.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)].flatMap(([text, target = '']) => {
    const path = joinPath(file, target)?.replace(/\.wxs$/, '')
    if (path !== undefined && files.exists(`${path}.wxs`)) return [path]
    files.refuse(file, `there is no WXS file "${target}"`, lineOf(source, text))
    return []
  })
}

/**
 * Environment of compiled templates: WXS's own functions, a loader of its modules that knows `.wxs` paths and
 * marks what they export, and the engine's hooks. `hooks` is a WxsHooks of client/runtime/app-bundle.ts.
 */
export const wxsRuntime = `
const wxsType = Symbol.for('miniprogram-browser.wxs-type');
if (!(wxsType in Object.prototype)) Object.defineProperty(Object.prototype, wxsType, {
  get() { 'use strict'; return Object.prototype.toString.call(this).slice(8, -1) },
});
const getRegExp = (pattern, flags) => new RegExp(pattern, flags);
const getDate = (...parts) => new hooks.Date(...parts);
const wxsFunctions = new WeakSet();
const wxsModules = new Map();
const markWxs = (exported) => {
  if (typeof exported === 'function') wxsFunctions.add(exported);
  else if (exported !== null && typeof exported === 'object') Object.values(exported).forEach((value) => {
    if (typeof value === 'function') wxsFunctions.add(value);
  });
};
const wxsPath = (from, target) => {
  const path = target[0] === '/' ? [] : from.split('/').slice(0, -1);
  for (const part of target.replace(/\\.wxs$/, '').split('/')) {
    if (part === '..') path.pop();
    else if (part !== '' && part !== '.') path.push(part);
  }
  return path.join('/');
};
const defineWxs = (path, run) => {
  const module = { exports: {} };
  let isLoaded = false;
  const load = () => {
    if (!isLoaded) {
      isLoaded = true;
      run((target) => wxsModules.get(wxsPath(path, target))(), module.exports, module);
      markWxs(module.exports);
    }
    return module.exports;
  };
  wxsModules.set(path, load);
  return load;
};
`

/** Put by the template compiler where its own loader `D` and the hooks `Q.A` (change:prop) and `Q.C` (events) are known. */
export const wxsHookUp = 'D=defineWxs;Q.A=hooks.changeProp;Q.C=hooks.event;'
