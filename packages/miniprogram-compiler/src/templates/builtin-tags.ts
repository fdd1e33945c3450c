/**
 * The tags that WeChat's base library brings along.
 * @see https://developers.weixin.qq.com/miniprogram/dev/component/
 */
export const builtinTags: ReadonlySet<string> = new Set(
  `view scroll-view swiper swiper-item movable-area movable-view cover-view cover-image match-media page-container root-portal
  share-element grid-view list-view sticky-header sticky-section draggable-sheet nested-scroll-header nested-scroll-body
  list-builder grid-builder snapshot span selection open-container
  icon text rich-text progress
  button checkbox checkbox-group editor editor-portal form input label picker picker-view picker-view-column radio radio-group
  slider switch textarea keyboard-accessory
  navigator functional-page-navigator
  audio camera channel-live channel-video image live-player live-pusher video voip-room animation-video
  map canvas web-view ad ad-custom official-account official-account-publish open-data open-data-list open-data-item
  navigation-bar page-meta
  double-tap-gesture-handler force-press-gesture-handler horizontal-drag-gesture-handler long-press-gesture-handler
  pan-gesture-handler scale-gesture-handler tap-gesture-handler vertical-drag-gesture-handler
  store-home store-product store-gift store-coupon`.split(/\s+/),
)
