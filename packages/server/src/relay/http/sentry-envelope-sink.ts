import { webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { defect, refuseUnless } from '../../mistakes/defect.ts';
import { parseReport } from '../relayed-report.ts';
import type { RelaySink } from '../relay-sink.ts';
import { httpSink, type HttpTarget, type Rendered } from './http-sink.ts';
import { sentryEnvelope, type SentryFacts } from './sentry-envelope.ts';

export interface SentryEnvelopeSinkOptions extends HttpTarget, SentryFacts {
  /** The DSN of a project: `https://key@host/project`. Sentry, GlitchTip and Bugsink give one. */
  readonly dsn: string;
}

/**
 * Reports to Sentry from the server, without a library of Sentry: notices, and events that pages reported. Minutes of
 * roll-ups are `done` and dropped, because Sentry counts the events that it receives. The sink for a page is
 * `sentrySink` of `@holdfast/core/telemetry`.
 */
export function sentryEnvelopeSink(options: SentryEnvelopeSinkOptions): RelaySink {
  requireOptionsAlways('sentryEnvelopeSink', options, {
    dsn: 'a text that is not empty',
    environment: 'a text that is not empty?',
    release: 'a text that is not empty?',
    name: 'anything',
    timeoutMs: 'a number above 0?',
    privateNetwork: 'true or false?',
    platform: 'an object with now, monotonic, schedule?',
  });

  const { dsn, environment, release, platform = webPlatform } = options;
  const { url, key } = partsOf(dsn);
  const sink = httpSink({
    ...options,
    url,
    render(event): Rendered {
      const report = parseReport(event.body);
      if (!report || report.kind === 'rollups') {
        return defect('sentryEnvelopeSink: enqueue a `RelayNotice`, or an event of a page.');
      }
      return {
        body: sentryEnvelope(event, report, platform.now(), { environment, release }),
        headers: {
          'content-type': 'application/x-sentry-envelope',
          'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${key}, sentry_client=holdfast/1`,
        },
      };
    },
  });
  return {
    ...sink,
    async send(events, context) {
      const isCount = events.map(({ body }) => parseReport(body)?.kind === 'rollups');
      const told = await sink.send(
        events.filter((_, place) => !isCount[place]),
        context,
      );
      const verdicts = told.values();
      return isCount.map((is) => (is ? { outcome: 'done' } : (verdicts.next().value as never)));
    },
  };
}

function partsOf(dsn: string): { readonly url: string; readonly key: string } {
  const url = URL.canParse(dsn) ? new URL(dsn) : undefined;
  const [, path = '', project = ''] = /^(.*)\/(\d+)$/.exec(url?.pathname ?? '') ?? [];
  refuseUnless(
    url !== undefined && url.username !== '' && project !== '',
    'sentryEnvelopeSink: give `dsn` the whole DSN of a project, with its key and the number of the project.',
  );
  return { url: `${url.origin}${path}/api/${project}/envelope/`, key: url.username };
}
