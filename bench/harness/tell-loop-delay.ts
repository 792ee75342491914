// Imported before a server that is loaded: answers each message of the parent with the 99th percentile, in
// milliseconds, of how late its event loop was since the message before.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
process.on('message', () => {
  const lateMs = Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS);
  delays.reset();
  process.send?.({ lateMs });
});
