// Where the label of a note goes: near its anchor, on nothing that matters. Greedy in the order given: each label takes
// the cheapest free place among rings of candidates around its anchor; a label that finds none is not drawn over others
// but handed back, and its words go below the figure.
export interface LabelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface LabelWish {
  readonly anchorX: number
  readonly anchorY: number
  /** Pixels to both sides of the anchor that are as good as it: half the length of a bracket; 0 for a point. */
  readonly reach: number
  readonly width: number
  readonly height: number
  /** Put here by hand, relative to the anchor: taken as it is, only kept inside the area. */
  readonly fixed: { readonly dx: number; readonly dy: number } | null
}

/** Where a label went, and from where its leader starts. */
export interface LabelPlacement {
  readonly box: LabelBox
  readonly anchorX: number
}

/** Points of the reach that are tried, as shares of it. */
const ALONG = [0, 0.5, -0.5, 0.92, -0.92]

/** Distances from the anchor to the near edge of the label, in pixels. */
const RINGS = [14, 24, 38, 56, 78, 104, 136, 172, 220, 280, 350]
/** Directions tried, best first: up right, up left, down right, down left, then steeper and flatter ones. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [0.7, -1],
  [-0.7, -1],
  [0.7, 1],
  [-0.7, 1],
  [0, -1],
  [0, 1],
  [1.6, -1],
  [-1.6, -1],
  [1.6, 1],
  [-1.6, 1],
  [1, 0],
  [-1, 0],
]

/** Cost of a pixel of leader line, of one direction further down the list, and of a leader that crosses a label. */
const LENGTH_COST = 1
const DIRECTION_COST = 1.5
const CROSSING_COST = 60
/** Cost of every few pixels of a leader that run over a mark or a word. */
const HIT_COST = 9
/** Pixels around the anchor in which a leader may touch: that is where it points. */
const ANCHOR_ROOM = 10
const AIR = 3

/**
 * A place for every wish, null where there is none. `obstacles` are never covered; `area` is never left. Deterministic.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  obstacles: readonly LabelBox[],
  area: LabelBox,
): (LabelPlacement | null)[] {
  const grid = new ObstacleGrid(area)
  for (const obstacle of obstacles) grid.add(obstacle)
  const placed: LabelBox[] = []
  const places: (LabelPlacement | null)[] = wishes.map((wish) => {
    if (wish.fixed === null) return null
    const box = keptInside(
      { x: wish.anchorX + wish.fixed.dx, y: wish.anchorY + wish.fixed.dy, width: wish.width, height: wish.height },
      area,
    )
    placed.push(box)
    grid.add(box)
    return { box, anchorX: nearestAnchor(wish, box) }
  })
  wishes.forEach((wish, index) => {
    if (wish.fixed !== null) return
    const best = cheapestPlace(wish, grid, placed, area)
    if (best === null) return
    places[index] = best
    placed.push(best.box)
    grid.add(best.box)
  })
  return places
}

/** The point of the bracket nearest to the middle of the label. */
function nearestAnchor(wish: LabelWish, box: LabelBox): number {
  const middle = box.x + box.width / 2
  return Math.max(wish.anchorX - wish.reach, Math.min(middle, wish.anchorX + wish.reach))
}

function cheapestPlace(
  wish: LabelWish,
  grid: ObstacleGrid,
  placed: readonly LabelBox[],
  area: LabelBox,
): LabelPlacement | null {
  let best: LabelPlacement | null = null
  let least = Infinity
  for (const along of wish.reach > 0 ? ALONG : [0]) {
    const from = { ...wish, anchorX: wish.anchorX + along * wish.reach }
    for (const ring of RINGS) {
      DIRECTIONS.forEach(([dx, dy], rank) => {
        const box = keptInside(candidate(from, ring, dx, dy), area)
        const length = Math.hypot(
          Math.max(box.x - from.anchorX, from.anchorX - box.x - box.width, 0),
          Math.max(box.y - from.anchorY, from.anchorY - box.y - box.height, 0),
        )
        // Pushed back onto its own anchor by the edge: it would hide what it speaks of.
        if (length < 6) return
        let cost = length * LENGTH_COST + rank * DIRECTION_COST + Math.abs(along)
        if (cost >= least || grid.touches(grown(box, AIR))) return
        cost += placed.filter((other) => crosses(from, box, other)).length * CROSSING_COST
        cost += leaderHits(from, box, grid) * HIT_COST
        if (cost >= least) return
        best = { box, anchorX: from.anchorX }
        least = cost
      })
    }
  }
  return best
}

function candidate(wish: LabelWish, ring: number, dx: number, dy: number): LabelBox {
  const { anchorX, anchorY, width, height } = wish
  const x =
    dx > 0.9
      ? anchorX + ring * dx
      : dx < -0.9
        ? anchorX + ring * dx - width
        : dx > 0
          ? anchorX + ring * 0.35
          : dx < 0
            ? anchorX - ring * 0.35 - width
            : anchorX - width / 2
  const y = dy < 0 ? anchorY - ring - height : dy > 0 ? anchorY + ring : anchorY - height / 2
  return { x, y, width, height }
}

export function keptInside(box: LabelBox, area: LabelBox): LabelBox {
  return {
    ...box,
    x: Math.max(area.x, Math.min(box.x, area.x + area.width - box.width)),
    y: Math.max(area.y, Math.min(box.y, area.y + area.height - box.height)),
  }
}

function grown(box: LabelBox, by: number): LabelBox {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

export function overlaps(a: LabelBox, b: LabelBox): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** Does the leader from the anchor to `box` pass through `other`? Sampled; labels are larger than the step. */
function crosses(wish: LabelWish, box: LabelBox, other: LabelBox): boolean {
  const end = leaderEnd(box, wish.anchorX, wish.anchorY)
  const steps = 12
  for (let i = 1; i < steps; i++) {
    const x = wish.anchorX + ((end.x - wish.anchorX) * i) / steps
    const y = wish.anchorY + ((end.y - wish.anchorY) * i) / steps
    if (x > other.x && x < other.x + other.width && y > other.y && y < other.y + other.height) return true
  }
  return false
}

/** Samples of the leader, five pixels apart, that lie on an obstacle. */
function leaderHits(wish: LabelWish, box: LabelBox, grid: ObstacleGrid): number {
  const end = leaderEnd(box, wish.anchorX, wish.anchorY)
  const length = Math.hypot(end.x - wish.anchorX, end.y - wish.anchorY)
  let hits = 0
  for (let at = ANCHOR_ROOM; at < length; at += 5) {
    const x = wish.anchorX + ((end.x - wish.anchorX) * at) / length
    const y = wish.anchorY + ((end.y - wish.anchorY) * at) / length
    if (grid.touches({ x: x - 1, y: y - 1, width: 2, height: 2 })) hits++
  }
  return hits
}

/** The point on the edge of `box` nearest to (x, y): where a leader line ends. */
export function leaderEnd(box: LabelBox, x: number, y: number): { readonly x: number; readonly y: number } {
  return {
    x: Math.max(box.x, Math.min(x, box.x + box.width)),
    y: Math.max(box.y, Math.min(y, box.y + box.height)),
  }
}

/** Obstacles by squares, so that a candidate is compared with its neighbours only. */
class ObstacleGrid {
  private readonly cells = new Map<number, LabelBox[]>()
  private readonly size = 32
  private readonly across: number

  constructor(private readonly area: LabelBox) {
    this.across = Math.ceil(area.width / this.size) + 1
  }

  add(box: LabelBox): void {
    this.each(box, (cell) => {
      const boxes = this.cells.get(cell)
      if (boxes === undefined) this.cells.set(cell, [box])
      else boxes.push(box)
      return false
    })
  }

  touches(box: LabelBox): boolean {
    return this.each(box, (cell) => this.cells.get(cell)?.some((other) => overlaps(box, other)) === true)
  }

  private each(box: LabelBox, visit: (cell: number) => boolean): boolean {
    const column = (x: number): number =>
      Math.max(0, Math.min(this.across - 1, Math.floor((x - this.area.x) / this.size)))
    const lastRow = Math.ceil(this.area.height / this.size)
    const line = (y: number): number => Math.max(0, Math.min(lastRow, Math.floor((y - this.area.y) / this.size)))
    for (let r = line(box.y); r <= line(box.y + box.height); r++) {
      for (let c = column(box.x); c <= column(box.x + box.width); c++) if (visit(r * this.across + c)) return true
    }
    return false
  }
}
