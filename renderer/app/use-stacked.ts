// Whether the panels fit beside each other: at 200 % zoom, in presenter size or in a small window they do not, and are
// stacked on a page that scrolls. Measured in rem, because type of presenter size fills a large window as well.
import { useElementSize } from '../features/timeline/use-element-size.ts'

/** Below either there is no room for side panel, timeline, table and detail at once. */
const LEAST = { width: 56, height: 26 } as const

/** The ref to put on the workspace, and whether its panels are stacked. `presenter`: type of one and a half. */
export function useStacked(presenter: boolean): readonly [(element: HTMLElement | null) => void, boolean] {
  const [box, { width, height }] = useElementSize()
  const rem = 16 * (presenter ? 1.5 : 1)
  // Nothing is measured before the first frame.
  return [box, width > 0 && (width < LEAST.width * rem || height < LEAST.height * rem)]
}
