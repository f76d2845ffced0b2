// synscope report: a self-contained report for a ticket, with the picture in it.
import { composeFigure } from '../../../shared/figure/compose-figure.ts'
import { DEFAULT_FIGURE } from '../../../shared/figure/figure-settings.ts'
import { drawnWords } from '../../../shared/figure/scene/scene.ts'
import { sceneToSvg } from '../../../shared/figure/scene/svg.ts'
import { REPORT_FORMATS, renderReport } from '../../../shared/report/render-report.ts'
import { readArguments } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { maskedFigure } from '../../../shared/mask/masked-figure.ts'
import { namedFiles } from '../named-files.ts'
import { chosenNotes } from '../picture/chosen-notes.ts'
import { fontRules } from '../picture/font-files.ts'
import { ANALYSIS_OPTIONS, analyseInputs } from '../read-inputs.ts'
import { VERSION } from '../version.ts'
import { writeFileWhole } from '../write-file.ts'

export async function reportCommand({ words, terminal, translate, language }: CommandContext): Promise<number> {
  const args = readArguments(words, {
    ...ANALYSIS_OPTIONS,
    format: 'value',
    out: 'value',
    title: 'value',
    mask: 'flag',
  })
  const out = args.value('out')
  const byEnding = REPORT_FORMATS.find((format) => out?.endsWith(`.${format}`) === true)
  const format = args.choice('format', REPORT_FORMATS) ?? byEnding ?? 'md'
  const open = await analyseInputs(args, 'report', terminal, translate)
  try {
    const isMasked = args.flag('mask')
    const named = await namedFiles(open)
    const plain = {
      analysis: open.analysis,
      notes: chosenNotes(open.analysis, 'auto', named),
      sources: named,
      counters: [],
    }
    const { analysis, notes, sources: files } = isMasked ? maskedFigure(plain) : plain
    const { scene } = composeFigure({
      analysis,
      notes,
      sources: files,
      settings: { ...DEFAULT_FIGURE, size: 'document', theme: 'print', language, isMasked },
      filter: null,
      version: VERSION,
      translate,
    })
    const model = {
      title: args.value('title'),
      analysis,
      files: files.map(({ name, size, sha256 }) => ({ name, bytes: size, sha256 })),
      versions: [
        { name: 'SynScope', version: VERSION },
        { name: 'Node.js', version: process.versions.node },
      ],
      isMasked,
      createdAt: new Date().toISOString(),
    }
    const svg = sceneToSvg(scene, format === 'html' ? fontRules(drawnWords(scene)) : '')
    const text = renderReport(model, format, translate, svg)
    if (out === null) await terminal.out(text)
    else {
      await writeFileWhole(out, text, [...args.files, ...args.values('netstat')])
      terminal.err(
        `${translate('cli.written', { path: out, what: translate('cli.report-of', { count: files.length }) })}\n`,
      )
    }
    return 0
  } finally {
    await open.close()
  }
}
