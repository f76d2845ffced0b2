// Widths of short texts on the canvas, remembered: measuring costs more than drawing. Gap figures repeat a lot.

export class TextWidths {
  private readonly known = new Map<string, number>()

  constructor(
    private readonly context: CanvasRenderingContext2D,
    readonly font: string,
  ) {}

  of(text: string): number {
    const known = this.known.get(text)
    if (known !== undefined) return known
    this.context.font = this.font
    const width = this.context.measureText(text).width
    if (this.known.size > 20_000) this.known.clear()
    this.known.set(text, width)
    return width
  }
}
