export { USUAL_PORT } from './serve/listen-preferring.ts'
export {
  type MiniprogramBrowser,
  type MiniprogramBrowserOptions,
  startMiniprogramBrowser,
} from './serve/start-miniprogram-browser.ts'
