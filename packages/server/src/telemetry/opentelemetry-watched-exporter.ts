import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** How many spans a batch had, and why they were lost, if they were. */
export type ExportObserver = (spans: number, failure?: Error) => void;

type Answer = Parameters<SpanExporter['export']>[1];

/** Tells what became of each batch: the SDK itself throws spans away in silence. */
export class WatchedExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #observe: ExportObserver;

  constructor(exporter: SpanExporter, observe: ExportObserver) {
    this.#exporter = exporter;
    this.#observe = observe;
  }

  export(spans: ReadableSpan[], answer: Answer): void {
    this.#exporter.export(spans, (result) => {
      if (result.code === 0) this.#observe(spans.length);
      else this.#observe(spans.length, result.error ?? new Error('the collector did not take them'));
      answer(result);
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.();
  }
}
