import { type BuiltinDefinition, type BuiltinNode, hoverProperties } from '../api/builtin.ts'
import { accepted, flag, mark, reachable, text, unsupported } from './component-helpers.ts'

/** `open-type` and the event in which WeChat answers; all of them need WeChat itself. */
const ANSWERS: Record<string, string> = {
  contact: 'contact',
  share: '',
  getPhoneNumber: 'getphonenumber',
  getRealtimePhoneNumber: 'getrealtimephonenumber',
  getUserInfo: 'getuserinfo',
  launchApp: 'error',
  openSetting: 'opensetting',
  feedback: '',
  chooseAvatar: 'chooseavatar',
  agreePrivacyAuthorization: 'agreeprivacyauthorization',
}

function open(node: BuiltinNode, openType: string): void {
  unsupported(node, `<button open-type="${openType}">`)
  const answer = ANSWERS[openType]
  if (answer) node.emit(answer, { errMsg: `${openType}:fail not supported` })
}

function press(node: BuiltinNode): void {
  const { disabled, formType, openType } = node.props
  if (disabled) return
  const form = node.closest('form')
  if (formType === 'submit') form?.state.submit(node)
  if (formType === 'reset') form?.state.reset()
  if (openType) open(node, openType)
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/button.html */
export const button: BuiltinDefinition = {
  properties: {
    ...hoverProperties('button-hover', 20, 70),
    size: text('default'),
    type: text('default'),
    plain: flag(),
    disabled: flag(),
    loading: flag(),
    formType: text(),
    openType: text(),
    // For what `open-type` opens.
    ...accepted(
      'name lang sessionFrom sendMessageTitle sendMessagePath sendMessageImg appParameter showMessageCard ' +
        'phoneNumberNoQuotaToast needShowEntrance entrancePath activityType businessId groupId guildId publicId',
    ),
  },
  created(node) {
    const { style } = node.engine.config
    if (style !== undefined) node.element.ownerDocument.documentElement.dataset.wStyle = style
    node.state.activate = () => press(node)
    node.on('tap', () => press(node))
  },
  changed(node) {
    for (const name of ['type', 'size', 'plain', 'loading']) mark(node, name, node.props[name])
    reachable(node, 'button', node.props.disabled)
  },
}

const V2 = ':where([data-w-style=v2]) '

// `:where` keeps the selectors as strong as WeChat's own: a class of the page wins against some and loses against others.
export const buttonStyle = `
wx-button{position:relative;display:block;margin-left:auto;margin-right:auto;padding-left:14px;padding-right:14px;box-sizing:border-box;font-size:18px;text-align:center;text-decoration:none;line-height:2.55555556;border-radius:5px;overflow:hidden;color:#000;background-color:#f8f8f8;cursor:default;-webkit-tap-highlight-color:transparent}
wx-button::after{content:"";position:absolute;top:0;left:0;width:200%;height:200%;border:1px solid rgba(0,0,0,.2);transform:scale(.5);transform-origin:0 0;box-sizing:border-box;border-radius:10px;pointer-events:none}
wx-button[type=primary]{color:#fff;background-color:#1aad19}
wx-button[type=warn]{color:#fff;background-color:#e64340}
wx-button[size=mini]{display:inline-block;line-height:2.3;font-size:13px;padding:0 1.34em}
wx-button[plain]{color:#353535;border:1px solid #353535;background-color:transparent}
wx-button[plain]::after{border-width:0}
wx-button[plain][type=primary]{color:#1aad19;border-color:#1aad19}
wx-button[disabled]{color:rgba(0,0,0,.3)}
wx-button[disabled][type=primary]{color:rgba(255,255,255,.6);background-color:#9ed99d}
wx-button[disabled][type=warn]{color:rgba(255,255,255,.6);background-color:#ec8b89}
${V2}wx-button{padding:8px 24px;font-size:17px;font-weight:700;line-height:1.41176471;border-radius:8px;color:#06ae56;background-color:#f2f2f2}
${V2}wx-button::after{display:none}
${V2}wx-button:not([size=mini]){width:184px}
${V2}wx-button[size=mini]{padding:0 12px;font-size:16px;line-height:2;border-radius:6px}
${V2}wx-button[type=primary]{color:#fff;background-color:#07c160}
${V2}wx-button[type=warn]{color:#fa5151;background-color:#f2f2f2}
${V2}wx-button[plain]{color:#353535;background-color:transparent}
${V2}wx-button[plain][type=primary]{color:#06ae56;border-color:#06ae56}
${V2}wx-button[plain][type=warn]{color:#fa5151;border-color:#fa5151}
${V2}wx-button[disabled]{color:rgba(0,0,0,.2);background-color:#f2f2f2}
${V2}wx-button[disabled][type=warn]{color:rgba(0,0,0,.2);background-color:#f2f2f2}
${V2}wx-button[disabled][type=primary]{color:rgba(255,255,255,.8);background-color:#9ce6bf}
wx-button[loading]::before{content:"";display:inline-block;width:1em;height:1em;margin-right:6px;box-sizing:border-box;vertical-align:-.12em;border:2px solid currentColor;border-right-color:transparent;border-radius:50%;animation:_w-turn 1s linear infinite}
@keyframes _w-turn{to{transform:rotate(1turn)}}
.button-hover{filter:brightness(.9)}
`
