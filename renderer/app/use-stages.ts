// What is big is drawn in steps, a painted frame after each: the first thing worth looking at does not wait for the last.
import { useEffect, useState } from 'react'
import { afterPaint } from './after-paint.ts'

/** 0 at the first drawing, then one more with every frame that was painted, up to `last`. */
export function useStages(last: number): number {
  const [stage, setStage] = useState(0)
  useEffect(() => (stage < last ? afterPaint(() => setStage(stage + 1)) : undefined), [stage, last])
  return stage
}
