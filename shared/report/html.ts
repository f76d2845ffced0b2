// The report as one HTML page that needs nothing else: style inside, the picture as a data address, no script, and a
// content security policy that forbids all of that to sneak in. Every text goes through one escape function.
import { base64 } from '../figure/figure-markup.ts'
import { escapeXml } from '../figure/scene/svg.ts'
import type { Block, Phrase, ReportDocument } from './report-model.ts'

/** `picture` is an SVG document; as an image it cannot run anything, whatever it holds. */
export function toHtml(document: ReportDocument, picture: string | null): string {
  const title = escapeXml(document.title)
  return `<!doctype html>
<html lang="${escapeXml(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="subtitle">${escapeXml(document.subtitle)}</p>
${document.blocks.map((block) => blockHtml(block, picture)).join('\n')}
</main>
</body>
</html>
`
}

function blockHtml(block: Block, picture: string | null): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeXml(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p${block.tone === undefined ? '' : ` class="${block.tone}"`}>${escapeXml(block.text)}</p>`
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${escapeXml(item)}</li>`).join('\n')}\n</ul>`
    case 'command':
      return `<p class="label">${escapeXml(block.label)}</p>\n<pre><code>${escapeXml(block.text)}</code></pre>`
    case 'table':
      return tableHtml(block)
    case 'picture': {
      if (picture === null) return ''
      const address = `data:image/svg+xml;base64,${base64(new TextEncoder().encode(picture))}`
      const caption = escapeXml(block.caption)
      return `<figure><img src="${address}" alt="${caption}"><figcaption>${caption}</figcaption></figure>`
    }
  }
}

function tableHtml({ head, rows, numeric }: Extract<Block, { kind: 'table' }>): string {
  const kind = (column: number): string => (numeric.includes(column) ? ' class="number"' : '')
  const cells = head.map((text, column) => `<th scope="col"${kind(column)}>${escapeXml(text)}</th>`)
  const lines = rows.map(
    (row) => `<tr>${row.map((phrase, column) => `<td${kind(column)}>${phraseHtml(phrase)}</td>`).join('')}</tr>`,
  )
  return `<div class="table"><table>\n<thead><tr>${cells.join('')}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table></div>`
}

function phraseHtml({ text, code }: Phrase): string {
  return code === true ? `<code>${escapeXml(text)}</code>` : escapeXml(text)
}

const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1b1f24; font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid #d5dae1; break-after: avoid; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; break-after: avoid; overflow-wrap: anywhere; }
p { margin: .5rem 0; }
ul { margin: .4rem 0 .6rem; padding-left: 1.3rem; }
li { margin: .25rem 0; }
.subtitle, .note, .label, figcaption { color: #57606a; font-size: .87rem; }
.label { margin: .8rem 0 .2rem; }
.verdict { border-left: 4px solid #b3372f; background: #fbf1f0; padding: .8rem 1rem; font-size: 1.08rem; font-weight: 600; margin: .6rem 0; }
pre { margin: 0; padding: .6rem .8rem; background: #f4f6f8; border: 1px solid #e1e5ea; border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid; }
code { font: .87em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
td code { white-space: nowrap; }
.table { overflow-x: auto; margin: .6rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #e1e5ea; }
th { border-bottom: 2px solid #c3cad3; font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr { break-inside: avoid; }
figure { margin: .8rem 0; }
figure img { display: block; max-width: 100%; height: auto; border: 1px solid #e1e5ea; }
@page { margin: 16mm 14mm; }
@media print { main { max-width: none; padding: 0; } body { font-size: 10.5pt; } .table { overflow: visible; } td code { white-space: normal; } }
`
