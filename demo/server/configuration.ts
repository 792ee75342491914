import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFailure, type FieldIssue } from '@holdfast/core';
import {
  createConfiguration,
  type Environment,
  parseAddressRange,
  type RequestLimit,
  type Reload,
  type TrustedProxies,
} from '@holdfast/server';
import * as z from 'zod';
import { CannotStart } from './start/cannot-start.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
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
const list = (isOne: (given: string) => boolean, wanted: string) =>
  z
    .string()
    .transform((given) => given.split(',').map((one) => one.trim()))
    .refine((all) => all.every(isOne), wanted)
    .default([]);
const isOrigin = (given: string): boolean =>
  URL.canParse(given) &&
  /^https?:$/.test(new URL(given).protocol) &&
  new URL(given).origin === given;

const Variables = z.object({
  PORT: whole(0, 65_535, 5280),
  HOST: z.string().default('127.0.0.1'),
  FIRESIDE_DATA: folder(inDemo('.data')),
  // Checked where it is used: a message that quoted it would tell its password.
  DATABASE_URL: z.string().optional(),
  FIRESIDE_DIST: folder(inDemo('dist')),
  FIRESIDE_ORIGIN: z
    .string()
    .refine(isOrigin, 'must be an origin such as https://fireside.example, without a path')
    .optional(),
  FIRESIDE_CORS_ORIGINS: list(isOrigin, 'must be origins with commas between them'),
  FIRESIDE_TRUSTED_PROXIES: list(
    (given) => parseAddressRange(given) !== undefined,
    'must be addresses or ranges such as 10.0.0.0/8, with commas between them',
  ),
  FIRESIDE_FORWARDED_HEADER: z
    .enum(['forwarded', 'x-forwarded-for'], 'must be forwarded or x-forwarded-for')
    .default('x-forwarded-for'),
  FIRESIDE_USER_LIMIT: whole(1, 1_000_000, 60),
  FIRESIDE_ADDRESS_LIMIT: whole(1, 1_000_000, 100),
  FIRESIDE_SIGN_IN_LIMIT: whole(1, 1_000_000, 10),
  FIRESIDE_MAX_BODY_BYTES: whole(1024, 1_073_741_824, 256 * 1024),
  FIRESIDE_MAX_JSON_DEPTH: whole(2, 1000, 16),
  FIRESIDE_SESSION_DAYS: whole(1, 3650, 30),
  // A page repeats a write for 30 days.
  FIRESIDE_KEY_DAYS: whole(31, 3650, 60),
  FIRESIDE_TELEMETRY_DAYS: whole(1, 3650, 30),
  // The database itself keeps the audit of the last 30 days.
  FIRESIDE_AUDIT_DAYS: whole(31, 3650, 365),
  FIRESIDE_SCRYPT_LOG2_COST: whole(10, 20, 15),
  FIRESIDE_BUSY_TIMEOUT_MS: whole(0, 60_000, 2000),
  FIRESIDE_REQUEST_TIMEOUT_MS: whole(100, 600_000, 30_000),
  FIRESIDE_ANNOUNCE_MS: whole(0, 600_000, 100),
  FIRESIDE_SHUTDOWN_MS: whole(0, 600_000, 5000),
  FIRESIDE_ADMIN_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  FIRESIDE_LOG: z.enum(['none', 'errors', 'all'], 'must be none, errors or all').default('errors'),
});

/** Every variable there is; `docs/running-fireside.md` tells of each. */
export const VARIABLES: readonly string[] = Object.keys(Variables.shape);

/** Everything about Fireside's server that can be set from outside, checked and with its defaults. */
export interface Configuration {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Of a PostgreSQL, to use in place of a file in the data folder. */
  readonly databaseUrl: string | undefined;
  /** The built demo. */
  readonly pagesFolder: string;
  /** The public origin when there is a proxy in front; `https` makes cookies `Secure`. */
  readonly origin: string | undefined;
  /** Other origins whose pages may use this server. */
  readonly corsOrigins: readonly string[];
  /** The proxies in front. The server believes their word about addresses. */
  readonly proxies: TrustedProxies;
  readonly limits: {
    readonly user: RequestLimit;
    readonly address: RequestLimit;
    /** Signing in and up, from one address. */
    readonly signIn: RequestLimit;
  };
  readonly maxBodyBytes: number;
  readonly maxJsonDepth: number;
  readonly sessionMs: number;
  /** How long idempotency keys are remembered. Must outlive the oldest queued write. */
  readonly keyMs: number;
  readonly telemetryMs: number;
  readonly auditMs: number;
  readonly scryptLog2Cost: number;
  readonly busyTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** How long the server still accepts new requests after a stop was asked for. */
  readonly announceMs: number;
  /** How long running requests may take to finish after that. */
  readonly shutdownMs: number;
  /** The token of an administrator. Without it there is no administration. */
  readonly adminToken: string | undefined;
  /** Lines below this level are left out. */
  readonly logLevel: 'silent' | 'error' | 'info';
}

export interface LiveConfiguration {
  getSnapshot(): Configuration;
  subscribe(listener: () => void): () => void;
  /** Reads the settings again and applies the limits and the level of the log. A mistake changes nothing. */
  reload(): Promise<Reload>;
}

/** Reads the settings. Rejects with `CannotStart` that names every mistake at once. */
export async function openConfiguration(
  read: () => Environment | Promise<Environment>,
): Promise<LiveConfiguration> {
  const environment = await read();
  const { getSnapshot, subscribe, reload } = await createConfiguration({
    schema: Variables,
    read,
    reloadable: [
      'FIRESIDE_USER_LIMIT',
      'FIRESIDE_ADDRESS_LIMIT',
      'FIRESIDE_SIGN_IN_LIMIT',
      'FIRESIDE_LOG',
    ],
  }).catch((error: unknown) => {
    throw isFailure(error, 'CONFIGURATION_INVALID')
      ? new CannotStart(sentence(error.details.issues, environment))
      : error;
  });
  // Every request asks for it. It changes only with a reload.
  let known = { variables: getSnapshot(), configuration: toConfiguration(getSnapshot()) };
  return {
    getSnapshot() {
      const variables = getSnapshot();
      if (variables !== known.variables) {
        known = { variables, configuration: toConfiguration(variables) };
      }
      return known.configuration;
    },
    subscribe,
    reload,
  };
}

function sentence(issues: readonly FieldIssue[], environment: Environment): string {
  const mistakes = issues.map(({ pointer, message }) => {
    const name = pointer.slice(1);
    // The sentence about a secret does not quote it.
    const given = name === 'FIRESIDE_ADMIN_TOKEN' ? '' : `, not "${environment[name]}"`;
    return `${name} ${message}${given}`;
  });
  return `Fireside cannot start: ${[...new Set(mistakes)].join('; ')}.`;
}

const perMinute = (name: string, limit: number): RequestLimit => ({
  name,
  limit,
  windowMs: MINUTE_MS,
});

const LOG_LEVELS = { none: 'silent', errors: 'error', all: 'info' } as const;

function toConfiguration(env: z.output<typeof Variables>): Configuration {
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: env.FIRESIDE_DATA,
    databaseUrl: env.DATABASE_URL,
    pagesFolder: env.FIRESIDE_DIST,
    origin: env.FIRESIDE_ORIGIN,
    corsOrigins: env.FIRESIDE_CORS_ORIGINS,
    proxies: { ranges: env.FIRESIDE_TRUSTED_PROXIES, header: env.FIRESIDE_FORWARDED_HEADER },
    limits: {
      user: perMinute('user', env.FIRESIDE_USER_LIMIT),
      address: perMinute('address', env.FIRESIDE_ADDRESS_LIMIT),
      signIn: perMinute('sign-in', env.FIRESIDE_SIGN_IN_LIMIT),
    },
    maxBodyBytes: env.FIRESIDE_MAX_BODY_BYTES,
    maxJsonDepth: env.FIRESIDE_MAX_JSON_DEPTH,
    sessionMs: env.FIRESIDE_SESSION_DAYS * DAY_MS,
    keyMs: env.FIRESIDE_KEY_DAYS * DAY_MS,
    telemetryMs: env.FIRESIDE_TELEMETRY_DAYS * DAY_MS,
    auditMs: env.FIRESIDE_AUDIT_DAYS * DAY_MS,
    scryptLog2Cost: env.FIRESIDE_SCRYPT_LOG2_COST,
    busyTimeoutMs: env.FIRESIDE_BUSY_TIMEOUT_MS,
    requestTimeoutMs: env.FIRESIDE_REQUEST_TIMEOUT_MS,
    announceMs: env.FIRESIDE_ANNOUNCE_MS,
    shutdownMs: env.FIRESIDE_SHUTDOWN_MS,
    adminToken: env.FIRESIDE_ADMIN_TOKEN,
    logLevel: LOG_LEVELS[env.FIRESIDE_LOG],
  };
}
