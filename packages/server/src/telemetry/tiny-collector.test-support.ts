import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface AttributeValue {
  readonly stringValue?: string;
  readonly intValue?: number;
  readonly boolValue?: boolean;
}

interface WireSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: AttributeValue }[];
  readonly status?: { readonly code?: number };
}

interface WireTraces {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}

export interface CollectedSpan extends Omit<WireSpan, 'attributes' | 'status'> {
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly failed: boolean;
}

/** A collector that takes OTLP as JSON over HTTP and keeps it. */
export interface TinyCollector extends AsyncDisposable {
  readonly url: string;
  readonly spans: CollectedSpan[];
  readonly paths: Set<string>;
  /** Everything it was sent, as it came. */
  readonly raw: string[];
  named(name: string): CollectedSpan[];
  one(name: string): CollectedSpan;
  partsOf(span: CollectedSpan): CollectedSpan[];
}

export async function startCollector(
  answer: 'takes' | 'refuses' | 'hangs' = 'takes',
): Promise<TinyCollector> {
  const spans: CollectedSpan[] = [];
  const raw: string[] = [];
  const paths = new Set<string>();
  const take = async (request: IncomingMessage) => {
    const body = await text(request);
    paths.add(request.url ?? '');
    raw.push(body);
    spans.push(...spansIn(body));
  };
  const server = createServer((request, response) => {
    take(request).then(() => {
      if (answer !== 'hangs') response.writeHead(answer === 'takes' ? 200 : 400).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const named = (name: string) => spans.filter((span) => span.name === name);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    raw,
    paths,
    named,
    one(name) {
      const [span, ...more] = named(name);
      if (span === undefined || more.length > 0) throw new Error(`${named(name).length} spans named ${name}`);
      return span;
    },
    partsOf: ({ spanId }) => spans.filter(({ parentSpanId }) => parentSpanId === spanId),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function spansIn(body: string): CollectedSpan[] {
  const traces: WireTraces = JSON.parse(body);
  const spans = traces.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  return spans.map(({ attributes, status, ...span }) => ({
    ...span,
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
    failed: status?.code === 2,
  }));
}
