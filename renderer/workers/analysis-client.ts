// The window's side of the analysis worker: starts it, hands it sources, tells what comes back, ends it on cancel.
// A worker is made anew after a cancel or a failure; it then reads all sources that are still wanted.
import type {
  AnalysisReply,
  AnalysisRequest,
  Extracted,
  ExtractOrder,
  PacketDetail,
  PacketForm,
  PacketPlace,
  SourceToOpen,
} from './analysis-messages.ts'

/** The part of Worker that the client needs; tests pass their own. */
export interface WorkerLike {
  postMessage(message: AnalysisRequest): void
  terminate(): void
  onmessage: ((event: MessageEvent<AnalysisReply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/** What is said of an analysis, not of something that was asked for by itself. */
export type AnalysisOutcome = Exclude<AnalysisReply, { readonly kind: 'packet' | 'extracted' }>

export interface AnalysisListener {
  reply(reply: AnalysisOutcome): void
  /** The worker ended on its own. */
  died(message: string): void
}

interface Asked {
  readonly resolve: (reply: AnalysisReply) => void
  readonly reject: (error: Error) => void
}

export class AnalysisClient {
  private worker: WorkerLike | null = null
  /** The worker was asked for something; one that is only ready need not end. */
  private isAsked = false
  private job = 0
  /** The job whose replies count. */
  private analysis = 0
  private readonly waiting = new Map<number, Asked>()

  constructor(
    private readonly makeWorker: () => WorkerLike,
    private readonly listener: AnalysisListener,
  ) {}

  /** Has a worker ready for the first thing that is asked. */
  warm(): void {
    this.worker ??= this.start()
  }

  /** Analyses exactly these sources; an older job ends. */
  analyse(sources: readonly SourceToOpen[]): void {
    this.analysis = ++this.job
    this.post({ kind: 'analyse', job: this.analysis, sources })
  }

  /** One packet of `source`; null when the source has no bytes of it (a text). */
  async packet(source: SourceToOpen, place: PacketPlace, form: PacketForm): Promise<PacketDetail | null> {
    const reply = await this.ask((job) => ({ kind: 'packet', job, source, place, form }))
    if (reply.kind !== 'packet') throw new Error(reply.kind)
    return reply.detail
  }

  /** Chosen packets as a pcapng file. */
  async extract(order: ExtractOrder): Promise<Extracted> {
    const reply = await this.ask((job) => ({ kind: 'extract', job, order }))
    if (reply.kind !== 'extracted') throw new Error(reply.kind)
    return reply.extracted
  }

  /** Ends the work at once. What was handed over before stays with the window. */
  cancel(): void {
    if (this.isAsked) this.end('cancelled')
  }

  private ask(request: (job: number) => AnalysisRequest): Promise<AnalysisReply> {
    const job = ++this.job
    return new Promise((resolve, reject) => {
      this.waiting.set(job, { resolve, reject })
      this.post(request(job))
    })
  }

  private end(reason: string): void {
    this.worker?.terminate()
    this.worker = null
    this.isAsked = false
    for (const { reject } of this.waiting.values()) reject(new Error(reason))
    this.waiting.clear()
  }

  private post(request: AnalysisRequest): void {
    this.worker ??= this.start()
    this.isAsked = true
    this.worker.postMessage(request)
  }

  private start(): WorkerLike {
    const worker = this.makeWorker()
    worker.onmessage = ({ data }) => {
      if (worker !== this.worker) return
      const asked = this.waiting.get(data.job)
      if (asked) {
        this.waiting.delete(data.job)
        if (data.kind === 'failed') asked.reject(new Error(data.message))
        else asked.resolve(data)
        return
      }
      // What an older job still says is of no interest.
      if (data.kind === 'packet' || data.kind === 'extracted') return
      if (data.job === this.analysis) this.listener.reply(data)
    }
    worker.onerror = (event) => {
      if (worker !== this.worker) return
      const message = event.message || 'worker'
      this.end(message)
      this.listener.died(message)
    }
    return worker
  }
}
