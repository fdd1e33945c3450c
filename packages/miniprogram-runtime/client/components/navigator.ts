import { type BuiltinDefinition, type BuiltinNode, hoverProperties } from '../api/builtin.ts'
import { accepted, amount, reachable, text, unsupported } from './component-helpers.ts'

type Go = (node: BuiltinNode) => Promise<unknown>

const WAYS: Record<string, Go> = {
  navigate: (node) => node.engine.router.navigateTo(node.props.url),
  redirect: (node) => node.engine.router.redirectTo(node.props.url),
  switchTab: (node) => node.engine.router.switchTab(node.props.url),
  reLaunch: (node) => node.engine.router.reLaunch(node.props.url),
  navigateBack: (node) => node.engine.router.navigateBack(node.props.delta),
}

async function go(node: BuiltinNode): Promise<void> {
  const { openType, target } = node.props
  const way = target === 'miniProgram' ? undefined : WAYS[openType]
  if (way === undefined) {
    unsupported(node, `<navigator open-type="${openType}" target="${target}">`)
    node.emit('fail', { errMsg: `${openType}:fail not supported` })
    node.emit('complete')
    return
  }
  try {
    await way(node)
    node.emit('success')
  } catch (error) {
    const { errMsg = String(error) } = error as { errMsg?: string }
    node.engine.host.report('error', `[miniprogram-browser] ${node.page.route}: <navigator> ${errMsg}`)
    node.emit('fail', { errMsg })
  }
  node.emit('complete')
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/navigator.html */
export const navigator: BuiltinDefinition = {
  properties: {
    ...hoverProperties('navigator-hover', 50, 600),
    url: text(),
    openType: text('navigate'),
    delta: amount(1),
    target: text('self'),
    ...accepted('appId path extraData version shortLink'),
  },
  created(node) {
    reachable(node, 'link', false)
    node.on('tap', () => {
      // Failures are told to the page and the console by `go` itself.
      void go(node)
    })
  },
}

export const navigatorStyle = `
wx-navigator{display:block;-webkit-tap-highlight-color:transparent}
.navigator-hover{background-color:rgba(0,0,0,.1);opacity:.7}
`
