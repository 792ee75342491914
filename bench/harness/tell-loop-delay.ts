// The harness imports this before a server that it loads. It answers each message of the parent with the
// 99th percentile of the delay of its event loop since the message before, in milliseconds.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
process.on('message', () => {
  const lateMs = Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS);
  delays.reset();
  process.send?.({ lateMs });
});
