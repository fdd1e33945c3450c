type Anything = WechatMiniprogram.IAnyObject

/** A tap on an element with `data-…` attributes. */
export type TapOf<Dataset extends Anything> = WechatMiniprogram.BaseEvent<Anything, Dataset>

/** An event of a component, with its detail, on an element with `data-…` attributes. */
export type ChangeOf<Detail extends Anything, Dataset extends Anything = Anything> = WechatMiniprogram.CustomEvent<
  Detail,
  Anything,
  Dataset
>
