// synscope analyze: the verdict, listeners, failed handshakes and counters; or all of it as JSON.
import { analysisJson } from '../../../shared/analysis/analysis-json.ts'
import { readArguments } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { printAnalysis } from '../print-analysis.ts'
import { ANALYSIS_OPTIONS, analyseInputs } from '../read-inputs.ts'
import { writePieces } from '../write-pieces.ts'

export async function analyzeCommand({ words, terminal, translate }: CommandContext): Promise<number> {
  const args = readArguments(words, ANALYSIS_OPTIONS)
  const open = await analyseInputs(args, 'analyze', terminal, translate)
  try {
    if (args.flag('json')) await writePieces(analysisJson(open.analysis, translate), terminal)
    else await terminal.out(printAnalysis(open.analysis, translate))
    return 0
  } finally {
    await open.close()
  }
}
