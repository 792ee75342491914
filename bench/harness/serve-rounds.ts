const ROUND_MS = 3;
const WARM_UP_MS = 400;
const BATCH = 200;

/** Answers each message of the parent with the nanoseconds one call takes, averaged over a round. */
export function serveRounds(call: () => Promise<unknown>): void {
  let roundMs = WARM_UP_MS;
  process.on('message', () => {
    void measure(call, roundMs).then((ns) => process.send?.(ns));
    roundMs = ROUND_MS;
  });
}

async function measure(call: () => Promise<unknown>, forMs: number): Promise<number> {
  const start = performance.now();
  let calls = 0;
  let passedMs = 0;
  while (passedMs < forMs) {
    for (let index = 0; index < BATCH; index += 1) await call();
    calls += BATCH;
    passedMs = performance.now() - start;
  }
  return (passedMs / calls) * 1e6;
}
