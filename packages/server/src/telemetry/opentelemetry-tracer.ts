import { AsyncLocalStorage } from 'node:async_hooks';
import { type Tracer as ApiTracer, type Context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { OpenTelemetrySpan } from './opentelemetry-span.ts';
import { remoteParent } from './opentelemetry-traceparent.ts';
import { type ExportObserver, WatchedExporter } from './opentelemetry-watched-exporter.ts';
import { idleSpan, type Span, type Tracer } from './tracer.ts';

export interface TracingSettings {
  /** Address of a collector that takes OTLP over HTTP. */
  readonly url: string;
  /** Share of the work that is traced, 0 to 1. */
  readonly ratio: number;
  readonly version: string;
  /** Told of each batch: how many spans, and why they were lost if they were. */
  readonly onExport: ExportObserver;
}

/** Finished spans held until they are sent; more are thrown away (TRACE5). */
const mostHeld = 4096;
const exportEveryMs = 2000;
const exportTimeoutMs = 5000;
/** How long a stopping server waits for its collector (TRACE7). */
const closingMs = 3000;

const kinds = { server: SpanKind.SERVER, internal: SpanKind.INTERNAL } as const;

/** Traces with the OpenTelemetry SDK, sent as OTLP JSON over HTTP. */
export function createOpenTelemetryTracer(settings: TracingSettings): Tracer {
  const provider = providerOf(settings);
  const tracer = provider.getTracer('parley', settings.version);
  const current = new AsyncLocalStorage<Span>();
  return {
    on: true,
    root: (name, kind, traceparent) => begin(tracer, { name, kind: kinds[kind] }, contextOf(traceparent)),
    within: (span, run) => current.run(span, run),
    active: () => current.getStore() ?? idleSpan,
    close: () => closeWithin(provider),
  };
}

function providerOf({ url, ratio, version, onExport }: TracingSettings): TracerProvider {
  const exporter = new OTLPTraceExporter({ url: tracesAddress(url), timeoutMillis: exportTimeoutMs });
  const processor = new BatchSpanProcessor({
    exporter: new WatchedExporter(exporter, onExport),
    maxQueueSize: mostHeld,
    scheduledDelayMillis: exportEveryMs,
    exportTimeoutMillis: exportTimeoutMs,
  });
  const resource = resourceFromAttributes({ 'service.name': 'parley', 'service.version': version });
  return new TracerProvider({ resource, sampler: samplerOf(ratio), spanProcessors: [processor] });
}

/** A caller can leave its work out, but not add to the share: strangers do not fill the operator's disk (TRACE3). */
function samplerOf(ratio: number): Sampler {
  const share = new TraceIdRatioBasedSampler(ratio);
  return new ParentBasedSampler({
    root: share,
    remoteParentSampled: share,
    remoteParentNotSampled: new AlwaysOffSampler(),
  });
}

function begin(tracer: ApiTracer, what: { name: string; kind: SpanKind }, context: Context): Span {
  const span = tracer.startSpan(what.name, { kind: what.kind }, context);
  if (!span.isRecording()) return idleSpan;
  return new OpenTelemetrySpan(tracer, span);
}

function contextOf(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? undefined : remoteParent(traceparent);
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}

function tracesAddress(url: string): string {
  const address = new URL(url);
  if (address.pathname === '/') address.pathname = '/v1/traces';
  return address.href;
}

/** A collector that does not answer does not keep the server from stopping. */
async function closeWithin(provider: TracerProvider): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, closingMs);
  await Promise.race([provider.shutdown().catch(ignoreLostSpans), late]);
  clearTimeout(timer);
}

/** The observer has been told. */
function ignoreLostSpans(): void {}
