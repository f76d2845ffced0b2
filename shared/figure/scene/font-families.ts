// Names under which the shipped fonts are known to canvases and style sheets. Own names, so that a font of the same
// name but other widths on the system is never taken for ours.
export const LATIN_FAMILY = 'SynScope Latin'
export const HAN_FAMILY = 'SynScope Han'

/** Font stack for `ctx.font` and `font-family`; the later names serve readers of an SVG who do not have SynScope. */
export const FONT_STACK =
  `'${LATIN_FAMILY}', '${HAN_FAMILY}', Inter, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', ` +
  `'Microsoft YaHei', system-ui, sans-serif`

export interface FontFile {
  readonly family: string
  readonly weight: 400 | 600
  /** Name in assets/fonts. */
  readonly file: string
}

export const FONT_FILES: readonly FontFile[] = [
  { family: LATIN_FAMILY, weight: 400, file: 'figure-latin-regular.woff2' },
  { family: LATIN_FAMILY, weight: 600, file: 'figure-latin-semibold.woff2' },
  { family: HAN_FAMILY, weight: 400, file: 'figure-han-regular.woff2' },
  { family: HAN_FAMILY, weight: 600, file: 'figure-han-semibold.woff2' },
]
