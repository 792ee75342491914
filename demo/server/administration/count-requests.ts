import type { LogSink } from '@holdfast/server';
import type { ServerCounts } from '@holdfast/server/monitoring';

/** Counts every request to the API that is work of writers. */
export function countRequests({ request }: Pick<ServerCounts, 'request'>): LogSink {
  return (line) => {
    if (line.route.startsWith('/api/') && !isOwn(line.route)) request(line);
  };
}

/** Probes, reports of pages and the administration itself. */
function isOwn(route: string): boolean {
  return /^\/api\/(livez|healthz|telemetry|admin|faults)\b/.test(route);
}
