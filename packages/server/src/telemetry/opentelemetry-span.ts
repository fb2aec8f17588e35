import {
  type Span as ApiSpan,
  type Tracer as ApiTracer,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { type ErrorCode, errorTable } from '@parley/protocol/errors.ts';
import type { Span } from './tracer.ts';

/** A span that is kept: the SDK's, behind our interface. */
export class OpenTelemetrySpan implements Span {
  readonly recording = true;
  readonly #tracer: ApiTracer;
  readonly #span: ApiSpan;

  constructor(tracer: ApiTracer, span: ApiSpan) {
    this.#tracer = tracer;
    this.#span = span;
  }

  set(attribute: string, value: string | number | boolean): void {
    this.#span.setAttribute(attribute, value);
  }

  child(name: string): Span {
    const context = trace.setSpan(ROOT_CONTEXT, this.#span);
    return new OpenTelemetrySpan(this.#tracer, this.#tracer.startSpan(name, {}, context));
  }

  end(error?: string): void {
    // The SDK complains of a second end; a frame that is answered twice is its sender's affair.
    if (!this.#span.isRecording()) return;
    if (error !== undefined) {
      this.#span.setAttribute('error.type', error);
      if (isOurFault(error)) this.#span.setStatus({ code: SpanStatusCode.ERROR, message: error });
    }
    this.#span.end();
  }
}

/** A refusal is an answer like another; what the server could not do is a failure (TRACE2). */
function isOurFault(error: string): boolean {
  const rule = error in errorTable ? errorTable[error as ErrorCode] : undefined;
  return rule === undefined || rule.status >= 500;
}
