import type { ServerLog } from '../logging/server-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import type { ThreatNotice, ThreatSink } from './threat-notice.ts';

/** A sink that writes each notice as an event of the server's log: blocks and missing judgements as warnings. */
export function logThreats(log: Pick<ServerLog, 'event'>): ThreatSink {
  return (notice) => {
    const { type, at: _, ...fields } = notice;
    if (notice.type === 'threat.unjudged') {
      const { code, number } = notice.failure;
      log.event('warn', type, { fields: { code, number } });
      return;
    }
    log.event(isBlock(notice) ? 'warn' : 'info', type, { fields });
  };
}

/** One sink that tells all of them. A sink that throws keeps no other from its notice. */
export function tellSinks(sinks: readonly ThreatSink[]): ThreatSink {
  return (notice) => {
    for (const sink of sinks) tellApp(sink, notice);
  };
}

const isBlock = (notice: ThreatNotice): boolean =>
  notice.type === 'threat.changed' && notice.state === 'blocked';
