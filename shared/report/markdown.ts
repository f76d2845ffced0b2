// The report as Markdown (CommonMark with tables as GitHub and GitLab read them). Everything that is not ours is
// escaped, so that a file name cannot become a link or a heading.
import { base64 } from '../figure/figure-markup.ts'
import type { Block, Phrase, ReportDocument } from './report-model.ts'

/** `picture`: an SVG document, which goes into the text as a data address, or the name of a file beside it. */
export function toMarkdown(document: ReportDocument, picture: MarkdownPicture): string {
  const parts = [`# ${escapeMarkdown(document.title)}`, escapeMarkdown(document.subtitle)]
  for (const block of document.blocks) parts.push(blockText(block, picture))
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

type MarkdownPicture = string | { readonly file: string } | null

function blockText(block: Block, picture: MarkdownPicture): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`
    case 'paragraph':
      return block.tone === 'verdict' ? `**${escapeMarkdown(block.text)}**` : escapeMarkdown(block.text)
    case 'list':
      return block.items.map((item) => `- ${escapeMarkdown(item)}`).join('\n')
    case 'command':
      return `${escapeMarkdown(block.label)}\n\n${fenced(block.text)}`
    case 'table':
      return tableText(block)
    case 'picture':
      if (picture === null) return ''
      return `![${escapeMarkdown(block.caption)}](${pictureAddress(picture)})`
  }
}

function pictureAddress(picture: string | { readonly file: string }): string {
  if (typeof picture !== 'string') return encodeURIComponent(picture.file)
  return `data:image/svg+xml;base64,${base64(new TextEncoder().encode(picture))}`
}

function tableText({ head, rows, numeric }: Extract<Block, { kind: 'table' }>): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(head.map(escapeMarkdown)),
    line(head.map((_, column) => (numeric.includes(column) ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(cellText))),
  ].join('\n')
}

function cellText({ text, code }: Phrase): string {
  const plain = oneLine(text)
  if (plain === '') return ''
  // Inside backticks nothing but backticks and the bars of the table mean anything.
  if (code === true && !/[`|\\]/.test(plain)) return `\`${plain}\``
  return escapeMarkdown(plain)
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}sh\n${text.replace(/\r/g, '')}\n${fence}`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Markdown's own characters (CommonMark §2.4), and `<` and `&`, which begin HTML. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]|~]/g, '\\$&')
    .replace(/^([#+>-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}
