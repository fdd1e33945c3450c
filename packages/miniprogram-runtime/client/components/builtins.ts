import type { BuiltinDefinition, Builtins } from '../api/builtin.ts'
import { CHINESE_FONTS } from '../dom/phone-style.ts'
import { button, buttonStyle } from './button.ts'
import { checkbox, checkboxGroup, choiceStyle, radio, radioGroup } from './choice.ts'
import { withCommon } from './common.ts'
import { form, formStyle, label } from './form.ts'
import { icon, iconStyle } from './icon.ts'
import { image, imageStyle } from './image.ts'
import { input } from './input.ts'
import { navigator, navigatorStyle } from './navigator.ts'
import { navigationBar, pageMeta, pageMetaStyle } from './page-meta.ts'
import { picker, pickerStyle } from './picker.ts'
import { pickerView, pickerViewColumn, pickerViewStyle } from './picker-view.ts'
import { richText, richTextStyle } from './rich-text.ts'
import { scrollView, scrollViewStyle } from './scroll-view.ts'
import { slider, sliderStyle } from './slider.ts'
import {
  box,
  coverImage,
  MISSING_TAGS,
  missing,
  pageContainer,
  plainBox,
  progress,
  SKYLINE_TAGS,
  smallTagsStyle,
} from './small-tags.ts'
import { swiper, swiperItem, swiperStyle } from './swiper.ts'
import { switchStyle, switchTag } from './switch.ts'
import { text, textStyle } from './text.ts'
import { fieldStyle } from './text-field.ts'
import { textarea, textareaStyle } from './textarea.ts'
import { view, viewStyle } from './view.ts'

// What every page starts from, as in WeChat: system fonts, no selection, no grey flash on taps, a ring for the keyboard,
// which on boxes stands inside: a card that cuts off what juts out would cut off the ring.
const pageStyle = `
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;-webkit-tap-highlight-color:transparent}
body{margin:0;font-family:-apple-system,BlinkMacSystemFont,"Helvetica Neue",${CHINESE_FONTS},sans-serif;font-size:16px;-webkit-user-select:none;user-select:none}
:focus{outline:none}
:focus-visible{outline:2px solid #576b95;outline-offset:2px}
wx-view:focus-visible,wx-navigator:focus-visible{outline-offset:-2px}
._w-field:focus-visible{outline:none}
`

const TAGS: Record<string, BuiltinDefinition> = {
  view,
  text,
  image,
  button,
  input,
  textarea,
  checkbox,
  'checkbox-group': checkboxGroup,
  radio,
  'radio-group': radioGroup,
  switch: switchTag,
  slider,
  picker,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  form,
  label,
  'scroll-view': scrollView,
  swiper,
  'swiper-item': swiperItem,
  navigator,
  icon,
  progress,
  'rich-text': richText,
  'cover-view': view,
  'cover-image': coverImage,
  'movable-area': plainBox('movable-area', 'does not move its views here', 'scaleArea'),
  'movable-view': plainBox(
    'movable-view',
    'does not move here',
    'direction inertia outOfBounds x y damping friction disabled scale scaleMin scaleMax scaleValue animation',
  ),
  'root-portal': box,
  span: box,
  'match-media': plainBox(
    'match-media',
    'always shows its content here',
    'minWidth maxWidth width minHeight maxHeight height orientation',
  ),
  'page-meta': pageMeta,
  'navigation-bar': navigationBar,
  'page-container': pageContainer,
  ...Object.fromEntries(MISSING_TAGS.map((tag) => [tag, missing(tag)])),
  ...Object.fromEntries(SKYLINE_TAGS.map((tag) => [tag, plainBox(tag, 'is of the Skyline renderer')])),
}

const styles = [
  ...[pageStyle, viewStyle, textStyle, imageStyle, buttonStyle, fieldStyle, textareaStyle, choiceStyle, switchStyle],
  ...[sliderStyle, pickerStyle, pickerViewStyle, formStyle, scrollViewStyle, swiperStyle, navigatorStyle],
  ...[iconStyle, smallTagsStyle, richTextStyle, pageMetaStyle],
]

/** Every built-in tag of this runtime. */
export const builtins: Builtins = {
  definitions: new Map(Object.entries(TAGS).map(([tag, definition]) => [tag, withCommon(definition)])),
  style: styles.join('\n'),
}
