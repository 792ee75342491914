import { webRandom } from '../../platform/web-random.ts';

/** Where a request belongs in a trace (W3C Trace Context). */
export const TRACE_HEADER = 'traceparent';

const FORM = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

let prefix = '';
let count = 0x10000000;

/** Every attempt makes an id, so this is cheap: it asks for random bytes once per page, and then counts. */
const nextId = (): string => {
  prefix ||= webRandom().toString(16).padEnd(18, '1').slice(2, 18);
  count += 1;
  return prefix.slice(8) + count.toString(16);
};

/** The id of the trace; `undefined` for a value that is no `traceparent`. */
export function traceIdOf(traceparent: string | null = ''): string | undefined {
  return traceparent !== null && FORM.test(traceparent) ? traceparent.slice(3, 35) : undefined;
}

/** A new span in the same trace. For a value that is no `traceparent`, a span in a new trace. */
export function nextSpan(traceparent: string | null = ''): string {
  const id = nextId();
  return traceparent !== null && FORM.test(traceparent)
    ? traceparent.slice(0, 36) + id + traceparent.slice(52)
    : `00-${prefix}${id}-${id}-01`;
}
