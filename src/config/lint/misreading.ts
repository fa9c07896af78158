export type MisreadingKind =
  | 'byte-order-mark'
  | 'comment-after-header'
  | 'comment-after-value'
  | 'continuation'
  | 'duplicate-section'
  | 'duplicate-setting'
  | 'header-spacing'
  | 'hidden-section'
  | 'ignored-section'
  | 'indented-comment'
  | 'inherited-settings'
  | 'invalid-key'
  | 'key-case'
  | 'quoted-value'
  | 'reserved-name'
  | 'shadowed-default'
  | 'uncommon-name';

export interface Misreading {
  readonly kind: MisreadingKind;
  /** One line, in the style of a message. */
  readonly text: string;
}
