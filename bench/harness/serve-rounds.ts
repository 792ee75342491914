const ROUND_MS = 3;
const WARM_UP_MS = 400;

/**
 * Answers each message of the parent with the nanoseconds of one call, averaged over a round. It reads the
 * clock once per `batch` calls.
 */
export function serveRounds(call: () => Promise<unknown>, batch = 200): void {
  let roundMs = WARM_UP_MS;
  process.on('message', () => {
    void measure(call, batch, roundMs).then((ns) => process.send?.(ns));
    roundMs = ROUND_MS;
  });
}

async function measure(
  call: () => Promise<unknown>,
  batch: number,
  forMs: number,
): Promise<number> {
  const start = performance.now();
  let calls = 0;
  let passedMs = 0;
  while (passedMs < forMs) {
    for (let index = 0; index < batch; index += 1) await call();
    calls += batch;
    passedMs = performance.now() - start;
  }
  return (passedMs / calls) * 1e6;
}
