import { WebhookReceiver } from './webhook-receiver.js';

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  /** 0 unset, 1 ok, 2 error. */
  readonly status: { readonly code?: number };
  readonly attributes: Readonly<Record<string, string | number>>;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}

interface Batch {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, 'attributes'> & { attributes: readonly Attribute[] })[];
    }[];
  }[];
}

/** A collector that takes OTLP over HTTP, in JSON. */
export class OtlpReceiver {
  private constructor(private readonly receiver: WebhookReceiver) {}

  static async start(): Promise<OtlpReceiver> {
    return new OtlpReceiver(await WebhookReceiver.start());
  }

  get endpoint(): string {
    return new URL(this.receiver.url).origin;
  }

  get calls(): WebhookReceiver['calls'] {
    return this.receiver.calls;
  }

  /** Everything that was received, as it came. */
  get text(): string {
    return this.calls.map(({ body }) => body).join('\n');
  }

  get spans(): ReceivedSpan[] {
    return (this.receiver.bodies as Batch[])
      .flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans))
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        attributes: Object.fromEntries(
          span.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? '']),
        ),
      }));
  }

  stop(): Promise<void> {
    return this.receiver.stop();
  }
}
