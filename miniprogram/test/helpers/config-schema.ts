import type { Rule } from './schema.ts'

// The keys that this mini program may use, of those that WeChat documents: a key that is not here is a slip of the pen,
// or something new that should be added with what its page of the documentation says.

const color = /^#[\da-f]{6}$/i
/** No leading slash, no extension. */
const path = /^[\w-]+(?:\/[\w-]+)*$/
const file = /^[\w-]+(?:\/[\w-]+)*\.\w+$/

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/ */
const usingComponents: Rule = { keys: /^(?!wx-)[a-z][a-z\d_-]*$/, values: 'string' }

const windowFields: Record<string, Rule> = {
  navigationBarBackgroundColor: color,
  navigationBarTextStyle: ['black', 'white'],
  navigationBarTitleText: 'string',
  navigationStyle: ['default', 'custom'],
  homeButton: 'boolean',
  backgroundColor: color,
  backgroundTextStyle: ['dark', 'light'],
  backgroundColorTop: color,
  backgroundColorBottom: color,
  backgroundColorContent: color,
  enablePullDownRefresh: 'boolean',
  onReachBottomDistance: 'number',
  pageOrientation: ['auto', 'portrait', 'landscape'],
  initialRenderingCache: ['static', 'dynamic'],
}

const tab: Rule = {
  fields: { pagePath: path, text: 'string', iconPath: file, selectedIconPath: file },
  required: ['pagePath', 'text'],
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html */
const subPackages: Rule = {
  list: {
    fields: { root: path, name: 'string', pages: { list: path, min: 1 }, independent: 'boolean' },
    required: ['root', 'pages'],
  },
}

/**
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/glass-easel/migration.html
 */
export const appSchema: Rule = {
  fields: {
    entryPagePath: path,
    pages: { list: path, min: 1 },
    subPackages,
    subpackages: subPackages,
    preloadRule: {
      keys: path,
      values: { fields: { network: ['all', 'wifi'], packages: { list: 'string' } }, required: ['packages'] },
    },
    window: { fields: { ...windowFields, restartStrategy: ['homePage', 'homePageAndLatestPage'] } },
    tabBar: {
      fields: {
        color,
        selectedColor: color,
        backgroundColor: color,
        borderStyle: ['black', 'white'],
        list: { list: tab, min: 2, max: 5 },
        position: ['bottom', 'top'],
      },
      required: ['color', 'selectedColor', 'backgroundColor', 'list'],
    },
    networkTimeout: {
      fields: { request: 'number', connectSocket: 'number', uploadFile: 'number', downloadFile: 'number' },
    },
    usingComponents,
    style: { equals: 'v2' },
    lazyCodeLoading: { equals: 'requiredComponents' },
    componentFramework: ['glass-easel', 'exparser'],
    glassEaselWebview: 'boolean',
    sitemapLocation: file,
  },
  required: ['pages', 'sitemapLocation'],
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html */
const styleIsolation = ['isolated', 'apply-shared', 'shared'] as const

/** @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/page.html */
export const pageSchema: Rule = {
  fields: {
    ...windowFields,
    usingComponents,
    disableScroll: 'boolean',
    styleIsolation: [...styleIsolation, 'page-isolated', 'page-apply-shared', 'page-shared'],
  },
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/reference/api/Component.html */
export const componentSchema: Rule = {
  fields: {
    component: { equals: true },
    usingComponents,
    styleIsolation,
    componentGenerics: { keys: /^[a-z][a-z\d_-]*$/, values: { fields: { default: 'string' } } },
    componentPlaceholder: { keys: /^[a-z][a-z\d_-]*$/, values: 'string' },
  },
  required: ['component'],
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/sitemap.html */
export const sitemapSchema: Rule = {
  fields: {
    desc: 'string',
    rules: {
      list: {
        fields: {
          action: ['allow', 'disallow'],
          page: 'string',
          params: { list: 'string' },
          matching: ['exact', 'inclusive', 'exclusive', 'partial'],
          priority: 'number',
        },
        required: ['action', 'page'],
      },
    },
  },
  required: ['rules'],
}
