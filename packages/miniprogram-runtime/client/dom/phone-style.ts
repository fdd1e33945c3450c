/** Fonts with Chinese glyphs, of phones first. */
export const CHINESE_FONTS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC Variable"'

/** Style of everything around the pages: bars, toasts, dialogs. Sizes follow WeChat's own on a 375 px wide phone. */
export const phoneStyle = `
._m-screen{position:relative;height:100%;overflow:hidden;display:flex;flex-direction:column;background:#fff;color:#000;font:16px/1.4 -apple-system,${CHINESE_FONTS},sans-serif;-webkit-tap-highlight-color:transparent}
._m-screen *{box-sizing:border-box}
._m-screen [hidden]{display:none!important}
._m-screen button{font:inherit;color:inherit;background:none;border:0;padding:0;margin:0;cursor:default}
._m-screen button:focus-visible,._m-screen input:focus-visible{outline:2px solid #07c160;outline-offset:-2px}
._m-pages{position:relative;flex:1;min-height:0}
._m-page{position:absolute;inset:0;display:flex;flex-direction:column;background:#fff}
._m-page[data-covered]{visibility:hidden}
._m-frame{flex:1;min-height:0;width:100%;border:0;display:block;background:transparent}
._m-nav{flex:none;position:relative;display:flex;align-items:center;height:44px}
._m-nav-middle{position:absolute;inset:0 96px;display:flex;align-items:center;justify-content:center;gap:6px;pointer-events:none}
._m-nav-title{margin:0;font-size:17px;font-weight:500;line-height:44px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
._m-nav-custom{position:absolute;z-index:1;width:100%;background:transparent!important;pointer-events:none;display:none}
._m-nav-back,._m-nav-home{position:relative;width:48px;height:44px;z-index:1}
._m-nav-back::before{content:"";position:absolute;left:19px;top:16px;width:11px;height:11px;border:solid currentColor;border-width:0 0 2px 2px;transform:rotate(45deg)}
._m-nav-home::before{content:"";position:absolute;left:16px;top:20px;width:14px;height:11px;border:2px solid currentColor;border-top:0}
._m-nav-home::after{content:"";position:absolute;left:17px;top:14px;width:12px;height:12px;border:solid currentColor;border-width:2px 0 0 2px;transform:rotate(45deg)}
._m-spinner{width:16px;height:16px;border:2px solid currentColor;border-right-color:transparent;border-radius:50%;animation:_m-turn 1s linear infinite}
@keyframes _m-turn{to{transform:rotate(1turn)}}
._m-pull{flex:none;height:0;overflow:hidden;position:relative;transition:height .2s}
._m-pull[data-drag]{transition:none}
._m-pull-dots{position:absolute;left:0;right:0;bottom:20px;display:flex;justify-content:center;gap:8px}
._m-pull-dots i{width:6px;height:6px;border-radius:50%;background:currentColor;opacity:.35}
._m-pull[data-busy] i{animation:_m-dot 1s infinite}
._m-pull[data-busy] i:nth-child(2){animation-delay:.16s}
._m-pull[data-busy] i:nth-child(3){animation-delay:.32s}
@keyframes _m-dot{50%{opacity:.9}}
._m-pull-key{position:absolute;z-index:2;left:50%;top:50px;transform:translate(-50%,-200px);padding:6px 14px!important;border-radius:16px;background:#fff!important;box-shadow:0 2px 8px rgba(0,0,0,.2);font-size:14px!important}
._m-pull-key:focus-visible{transform:translate(-50%,0)}
._m-tabs{flex:none;display:flex;min-height:50px;padding-bottom:env(safe-area-inset-bottom);border-top:1px solid rgba(0,0,0,.1);position:relative}
._m-tab{position:relative;flex:1;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:2px;min-height:49px}
._m-tab-icon{width:27px;height:27px;display:block}
._m-tab-label{font-size:10px;line-height:14px}
._m-tab-icon[hidden]+._m-tab-label{font-size:16px;line-height:24px}
._m-tab-badge{position:absolute;top:3px;left:50%;margin-left:8px;min-width:16px;padding:0 4px;border-radius:8px;background:#fa5151;color:#fff;font-size:10px;line-height:16px;text-align:center}
._m-tab-dot{min-width:8px;width:8px;height:8px;padding:0;top:5px}
._m-over{position:absolute;inset:0;z-index:10;display:flex;align-items:center;justify-content:center}
._m-over[data-through]{pointer-events:none}
._m-shade{background:rgba(0,0,0,.6)}
._m-toast{max-width:68%;padding:12px 16px;border-radius:8px;background:#4c4c4c;color:#fff;font-size:15px;line-height:1.5;text-align:center;white-space:pre-wrap;word-break:break-word}
._m-toast[data-icon]{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:14px;width:136px;min-height:136px;max-width:none}
._m-toast-icon{width:40px;height:40px;position:relative;object-fit:contain}
._m-toast-icon[data-icon=loading]{border:3px solid rgba(255,255,255,.35);border-top-color:#fff;border-radius:50%;animation:_m-turn 1s linear infinite}
._m-toast-icon[data-icon=success]::after{content:"";position:absolute;left:13px;top:2px;width:13px;height:24px;border:solid #fff;border-width:0 3px 3px 0;transform:rotate(45deg)}
._m-toast-icon[data-icon=error]{border:3px solid #fff;border-radius:50%}
._m-toast-icon[data-icon=error]::after{content:"!";position:absolute;inset:0;line-height:34px;font-size:24px;font-weight:600;text-align:center}
._m-modal{width:320px;max-width:calc(100% - 48px);border-radius:12px;background:#fff;overflow:hidden;text-align:center}
._m-modal-title{margin:0;padding:32px 24px 0;font-size:17px;font-weight:500;line-height:1.4}
._m-modal-text{padding:16px 24px 32px;font-size:17px;line-height:1.4;color:rgba(0,0,0,.5);white-space:pre-wrap;word-break:break-word;max-height:50vh;overflow:auto}
._m-modal-text:first-child{padding-top:32px;color:rgba(0,0,0,.9)}
._m-modal-input{display:block;width:calc(100% - 48px);margin:16px 24px 28px;padding:8px 12px;border:0;border-radius:4px;background:#f5f5f5;font:inherit}
._m-modal-buttons{display:flex;border-top:1px solid rgba(0,0,0,.1)}
._m-modal-buttons button{flex:1;min-height:56px;font-size:17px;font-weight:500}
._m-modal-buttons button+button{border-left:1px solid rgba(0,0,0,.1)}
._m-over[data-bottom]{align-items:flex-end}
._m-sheet{width:100%;border-radius:12px 12px 0 0;background:#f7f7f7;overflow:hidden;padding-bottom:env(safe-area-inset-bottom);max-height:90%;overflow-y:auto}
._m-sheet-note{padding:16px 24px;background:#fff;font-size:14px;color:rgba(0,0,0,.5);text-align:center}
._m-sheet button{display:block;width:100%;min-height:56px;background:#fff;font-size:17px}
._m-sheet button+button{border-top:1px solid rgba(0,0,0,.08)}
._m-sheet ._m-sheet-cancel{margin-top:8px;border-top:0}
._m-popup{width:100%;border-radius:12px 12px 0 0;background:#fff;overflow:hidden;padding-bottom:env(safe-area-inset-bottom)}
._m-cover{position:absolute;inset:0;background:#000}
._m-missing{padding:80px 32px;text-align:center;color:rgba(0,0,0,.5)}
`

/** Style of every page's own document: what the built-in style sheet leaves to the frame. */
export const pageStyle = `
html{height:100%}
body{min-height:100%;position:relative;line-height:1.4;color:#000;overscroll-behavior:none}
`
