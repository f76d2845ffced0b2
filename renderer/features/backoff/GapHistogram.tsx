// How often each gap between two SYNs of a handshake occurs, over the whole capture, with the timers it comes from.
import { Suspense, useEffect, useMemo, useState } from 'react'
import {
  addGaps,
  emptyGapHistogram,
  GAP_BINS,
  GAP_OCTAVES,
  gapOfBin,
  gapPeaks,
} from '../../../shared/timeline/gap-histogram.ts'
import type { GapHistogram as Histogram, GapPeak } from '../../../shared/timeline/gap-histogram.ts'
import { keepApart } from '../../../shared/timeline/gap-labels.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { GapHistogramChart } from '../../charts/parts.ts'
import { useTongue } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useElementSize } from '../timeline/use-element-size.ts'
import styles from './backoff.module.css'

const SLICE_HANDSHAKES = 60_000
const PER_OCTAVE = GAP_BINS / (GAP_OCTAVES.to - GAP_OCTAVES.from)

export function GapHistogram({ loaded, fontSize }: { readonly loaded: Loaded; readonly fontSize: number }) {
  const { t, number } = useTongue()
  const histogram = useGapHistogram(loaded)
  const [box, size] = useElementSize()
  const peaks = useMemo(() => (histogram === null ? [] : gapPeaks(histogram)), [histogram])
  const bars = useMemo(() => (histogram === null ? [] : gapBars(histogram, peaks)), [histogram, peaks])
  const total = bars.reduce((sum, bar) => sum + bar.count, 0)
  // Half an octave of air around what there is, so that the peaks use the width.
  const from = bars.length === 0 ? -1 : Math.floor((bars[0]?.octave ?? 0) - 0.5)
  const to = bars.length === 0 ? 7 : Math.max(from + 3, Math.ceil((bars.at(-1)?.octave ?? 0) + 0.5))
  const labels = useMemo(
    () => placedPeaks(peaks, from, to, size.width, fontSize),
    [peaks, from, to, size.width, fontSize],
  )
  const ticks = useMemo(() => Array.from({ length: to - from + 1 }, (_, i) => from + i), [from, to])

  return (
    <section className={styles.panel} aria-label={t('timeline.gaps.title')}>
      <header className={styles.head}>
        <h3>{t('timeline.gaps.title')}</h3>
        <span className={styles.note}>{t('timeline.gaps.count', { count: total, figure: number(total) })}</span>
      </header>
      <div ref={box} className={styles.chart}>
        {size.width > 0 && size.height > 0 && bars.length > 0 && (
          <Suspense fallback={null}>
            <div aria-hidden>
              <GapHistogramChart
                bars={bars}
                peaks={labels}
                from={from}
                to={to}
                perOctave={PER_OCTAVE}
                ticks={ticks}
                tickText={octaveText}
                width={size.width}
                height={size.height}
                gapLabel={t('timeline.gaps.axis')}
                fontSize={fontSize}
              />
            </div>
          </Suspense>
        )}
      </div>
      <ul className={styles.peaks} aria-label={t('timeline.gaps.peaks')}>
        {peaks.map((peak) => (
          <li key={peak.fromBin}>
            <b>{durationText(peak.mean)}</b> · {number(peak.gaps)} ·{' '}
            {peak.timer === null ? t('timeline.gaps.noTimer') : t('timeline.gaps.timer', { timer: peak.timer })}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Counted in slices between frames; null until complete. */
function useGapHistogram(loaded: Loaded): Histogram | null {
  const [histogram, setHistogram] = useState<Histogram | null>(null)
  useEffect(() => {
    const counting = emptyGapHistogram()
    const { packets } = loaded.analysis
    let from = 0
    let timer = 0
    const step = (): void => {
      const to = Math.min(from + SLICE_HANDSHAKES, packets.handshakes.length)
      addGaps(counting, packets, loaded.axis, from, to)
      from = to
      if (from >= packets.handshakes.length) setHistogram(counting)
      else timer = window.setTimeout(step)
    }
    step()
    return () => clearTimeout(timer)
  }, [loaded])
  return histogram
}

function gapBars(histogram: Histogram, peaks: readonly GapPeak[]) {
  const bars: { octave: number; count: number; named: boolean }[] = []
  histogram.counts.forEach((count, bin) => {
    if (count === 0) return
    const named = peaks.some((peak) => peak.timer !== null && bin >= peak.fromBin && bin < peak.toBin)
    bars.push({ octave: (Math.log2(gapOfBin(bin)) + Math.log2(gapOfBin(bin + 1))) / 2, count, named })
  })
  return bars
}

/** Names over the peaks, the highest first where two would touch. */
function placedPeaks(peaks: readonly GapPeak[], from: number, to: number, width: number, fontSize: number) {
  const plot = Math.max(1, width - fontSize * 5.6 - 20)
  const all = peaks.map((peak) => ({ octave: Math.log2(peak.mean), text: durationText(peak.mean), gaps: peak.gaps }))
  const keep = keepApart(
    all.map(({ octave, text, gaps }) => ({
      x: ((octave - from) / (to - from)) * plot,
      width: text.length * fontSize * 0.6,
      rank: -gaps,
    })),
    8,
  )
  return all.filter((_, i) => keep[i])
}

function octaveText(octave: number): string {
  return octave < -1 || octave > 6 ? durationText(2 ** octave) : `${2 ** octave} s`
}
