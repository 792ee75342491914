import { requireOptionsAlways } from '@holdfast/core/parts';
import { refuseUnless } from '../mistakes/defect.ts';
import type { RelaySink } from './relay-sink.ts';
import { sentryEnvelopeSink } from './http/sentry-envelope-sink.ts';

export interface TelemetrySinkOptions {
  /** The name of the sink, which events name. */
  readonly name: string;
  /**
   * Where telemetry goes: `otlp:` and the address of a collector of OpenTelemetry, or `sentry:` and a DSN. It is one
   * line of the configuration, and a secret.
   */
  readonly target: string;
  /** The name of the service. @default the target's own */
  readonly service?: string;
  readonly release?: string;
  /** For example `production`. */
  readonly environment?: string;
  /** Headers that a collector requires. They are secret. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether a DSN may lead into a private network. The address of a collector always may. @default false */
  readonly privateNetwork?: boolean;
}

/**
 * A sink for notices, events of pages and counts by the minute, to the target that the configuration names. The
 * packages of OpenTelemetry are loaded only for a target of `otlp:`.
 */
export async function telemetrySink(options: TelemetrySinkOptions): Promise<RelaySink> {
  requireOptionsAlways('telemetrySink', options, {
    name: 'a text that is not empty',
    target: 'a text that is not empty',
    service: 'a text that is not empty?',
    release: 'a text that is not empty?',
    environment: 'a text that is not empty?',
    headers: 'an object?',
    privateNetwork: 'true or false?',
  });

  const { name, service, release, environment, headers, privateNetwork = false } = options;
  const [, target, address = ''] = /^(otlp|sentry):(.+)$/s.exec(options.target) ?? [];
  refuseUnless(
    target !== undefined,
    'telemetrySink: give `target` the form `otlp:` and the address of a collector, or `sentry:` and a DSN.',
  );
  if (target === 'sentry') {
    return sentryEnvelopeSink({
      ...{ name, dsn: address, privateNetwork },
      ...(release !== undefined && { release }),
      ...(environment !== undefined && { environment }),
    });
  }
  const { otlpSink } = await import('../otlp/otlp-sink.ts');
  return otlpSink({
    ...{ name, url: address },
    ...(headers && { headers }),
    resource: {
      ...(service !== undefined && { 'service.name': service }),
      ...(release !== undefined && { 'service.version': release }),
      ...(environment !== undefined && { 'deployment.environment.name': environment }),
    },
  });
}
