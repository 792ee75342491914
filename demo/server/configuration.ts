import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { CannotStart } from './start/cannot-start.ts';

const DAY_MS = 86_400_000;
const inDemo = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

const whole = (min: number, max: number, initial: number) => {
  const wanted = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= min && value <= max, wanted)
    .default(initial);
};
const folder = (initial: string) =>
  z
    .string()
    .default(initial)
    .transform((given) => path.resolve(given));
const isOrigin = (given: string): boolean =>
  URL.canParse(given) &&
  /^https?:$/.test(new URL(given).protocol) &&
  new URL(given).origin === given;

const Environment = z.object({
  PORT: whole(0, 65_535, 5280),
  HOST: z.string().default('127.0.0.1'),
  FIRESIDE_DATA: folder(inDemo('.data')),
  FIRESIDE_DIST: folder(inDemo('dist')),
  FIRESIDE_ORIGIN: z
    .string()
    .refine(isOrigin, 'must be an origin such as https://fireside.example, without a path')
    .optional(),
  FIRESIDE_MAX_BODY_BYTES: whole(1024, 1_073_741_824, 256 * 1024),
  FIRESIDE_MAX_JSON_DEPTH: whole(2, 1000, 16),
  FIRESIDE_SESSION_DAYS: whole(1, 3650, 30),
  FIRESIDE_KEY_DAYS: whole(1, 3650, 60),
  FIRESIDE_SCRYPT_LOG2_COST: whole(10, 20, 15),
  FIRESIDE_BUSY_TIMEOUT_MS: whole(0, 60_000, 2000),
  FIRESIDE_REQUEST_TIMEOUT_MS: whole(100, 600_000, 30_000),
  FIRESIDE_SHUTDOWN_MS: whole(0, 600_000, 5000),
  FIRESIDE_LOG: z.enum(['none', 'errors', 'all'], 'must be none, errors or all').default('errors'),
});

/** Everything about Fireside's server that can be set from outside, checked and with its defaults. */
export interface Configuration {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** The built demo. */
  readonly pagesFolder: string;
  /** The public origin when there is a proxy in front; `https` makes cookies `Secure`. */
  readonly origin: string | undefined;
  readonly maxBodyBytes: number;
  readonly maxJsonDepth: number;
  readonly sessionMs: number;
  /** How long idempotency keys are remembered. Must outlive the oldest queued write. */
  readonly keyMs: number;
  readonly scryptLog2Cost: number;
  readonly busyTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** How long running requests may take to finish after a stop was asked for. */
  readonly shutdownMs: number;
  readonly log: 'none' | 'errors' | 'all';
}

/** Reads the environment. Throws `CannotStart` that names every mistake at once. */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const given = Object.entries(environment).filter(([, value]) => value?.trim() !== '');
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const mistakes = new Set(
      parsed.error.issues.map(({ path: [name], message }) => {
        return `${String(name)} ${message}, not "${environment[String(name)]}"`;
      }),
    );
    throw new CannotStart(`Fireside cannot start: ${[...mistakes].join('; ')}.`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: env.FIRESIDE_DATA,
    pagesFolder: env.FIRESIDE_DIST,
    origin: env.FIRESIDE_ORIGIN,
    maxBodyBytes: env.FIRESIDE_MAX_BODY_BYTES,
    maxJsonDepth: env.FIRESIDE_MAX_JSON_DEPTH,
    sessionMs: env.FIRESIDE_SESSION_DAYS * DAY_MS,
    keyMs: env.FIRESIDE_KEY_DAYS * DAY_MS,
    scryptLog2Cost: env.FIRESIDE_SCRYPT_LOG2_COST,
    busyTimeoutMs: env.FIRESIDE_BUSY_TIMEOUT_MS,
    requestTimeoutMs: env.FIRESIDE_REQUEST_TIMEOUT_MS,
    shutdownMs: env.FIRESIDE_SHUTDOWN_MS,
    log: env.FIRESIDE_LOG,
  };
}
