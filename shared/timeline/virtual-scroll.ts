// A scroll bar over content that is taller than a browser lets an element be (Chromium: about 33.5 million pixels).
// Up to the limit one pixel of the bar is one pixel of content; beyond it the bar is scaled.

/** Tallest element that is made; well below Chromium's limit, so that page zoom to 200 % still fits. */
export const TALLEST = 12_000_000

/** Height of the scrolled element for `content` pixels of content. */
export function scrollHeight(content: number): number {
  return Math.min(content, TALLEST)
}

/** Top of the content that is visible when the bar stands at `scrollTop`. */
export function contentTop(scrollTop: number, content: number, viewport: number): number {
  if (content <= TALLEST) return scrollTop
  const travel = TALLEST - viewport
  return travel <= 0 ? 0 : (Math.min(scrollTop, travel) / travel) * (content - viewport)
}

/** Where the bar must stand so that `top` of the content is visible at the top. */
export function scrollTopFor(top: number, content: number, viewport: number): number {
  const most = Math.max(0, content - viewport)
  const wanted = Math.min(Math.max(0, top), most)
  return content <= TALLEST ? wanted : (wanted / most) * (TALLEST - viewport)
}
