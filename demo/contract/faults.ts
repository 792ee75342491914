import * as z from 'zod/mini';

const Share = z.number().check(z.minimum(0), z.maximum(1));

/** How bad the way to the server, the server and its generator are. */
export const FaultMix = z.strictObject({
  /** Each answer is late by up to this many milliseconds. */
  latencyMs: z.int().check(z.minimum(0), z.maximum(10_000)),
  /** The share of requests that the server answers with 503, half of them after their effect. */
  errors: Share,
  /** The share of requests that the server refuses with 429. */
  limits: Share,
  /** The share of requests whose connection breaks after their effect, and of streams that break on the way. */
  cuts: Share,
  /** No request gets through. */
  isOut: z.boolean(),
  generator: z.enum(['fine', 'slow', 'dying', 'dead']),
  /** The share of writes on the device that fail. Only the page that has the lab open does this. */
  storage: Share,
});
export type FaultMix = z.infer<typeof FaultMix>;

export const NO_FAULTS: FaultMix = Object.freeze({
  latencyMs: 0,
  errors: 0,
  limits: 0,
  cuts: 0,
  isOut: false,
  generator: 'fine',
  storage: 0,
});

/** One part of a scenario. The last one lasts until the developer heals. */
export const FaultStep = z.strictObject({
  forMs: z.nullable(z.int().check(z.positive(), z.maximum(3_600_000))),
  mix: z.partial(FaultMix),
});
export type FaultStep = z.infer<typeof FaultStep>;

export const FaultPlan = z.strictObject({
  seed: z.int().check(z.minimum(0), z.maximum(4_294_967_295)),
  /** The name of the scenario, for the screen. */
  name: z.string().check(z.maxLength(60)),
  steps: z.array(FaultStep).check(z.minLength(1), z.maxLength(50)),
});
export type FaultPlan = z.infer<typeof FaultPlan>;

/** One fault that happened. */
export const FaultLine = z.strictObject({
  at: z.int(),
  request: z.string(),
  nth: z.int(),
  fault: z.enum(['error', 'error-after', 'limit', 'cut', 'out', 'late', 'generator']),
  /** How late, or after how many characters. */
  amount: z.int(),
});
export type FaultLine = z.infer<typeof FaultLine>;

export const FaultLabState = z.strictObject({
  plan: z.nullable(FaultPlan),
  startedAt: z.int(),
  /** The faults of this moment. */
  mix: FaultMix,
  /** The latest first. */
  log: z.array(FaultLine),
  /** Whether the server comes back by itself when it is told to restart. */
  canRestart: z.boolean(),
});
export type FaultLabState = z.infer<typeof FaultLabState>;

/** The faults of a plan at a time after its start. After its last step there are none. */
export function mixAt({ steps }: FaultPlan, elapsedMs: number): FaultMix {
  let left = elapsedMs;
  for (const { forMs, mix } of steps) {
    if (forMs === null || left < forMs) return { ...NO_FAULTS, ...(mix as Partial<FaultMix>) };
    left -= forMs;
  }
  return NO_FAULTS;
}
