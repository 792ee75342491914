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
import type { AlertSettings } from './alerts/alert-targets.ts';
import type { GenerationLimits } from './generator/generation-places.ts';
import type { GeneratorSettings } from './generator/generator-settings.ts';
import { CannotStart } from './start/cannot-start.ts';
import { nearestName } from './start/nearest-name.ts';

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

const isHttps = (given: string): boolean =>
  URL.canParse(given) && new URL(given).protocol === 'https:';

const isHttp = (given: string): boolean =>
  URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);

const Variables = z.object({
  PORT: whole(0, 65_535, 5280),
  HOST: z.string().default('127.0.0.1'),
  FIRESIDE_DATA: folder(inDemo('.data')),
  // Checked where it is used, because a message that quotes it would reveal its password.
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
  FIRESIDE_SITTING_LIMIT: whole(1, 1_000_000, 4),
  FIRESIDE_SITTING_WINDOW_MS: whole(1000, 3_600_000, MINUTE_MS),
  FIRESIDE_MAX_BODY_BYTES: whole(1024, 1_073_741_824, 256 * 1024),
  FIRESIDE_MAX_JSON_DEPTH: whole(2, 1000, 16),
  FIRESIDE_SESSION_DAYS: whole(1, 3650, 30),
  FIRESIDE_SESSION_IDLE_MINUTES: whole(1, 5_256_000, 7 * 24 * 60),
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
  FIRESIDE_DAILY_BUDGET_MICROS: whole(0, 1_000_000_000_000, 2_000_000),
  FIRESIDE_GENERATOR: z.enum(['local', 'openai'], 'must be local or openai').default('local'),
  FIRESIDE_GENERATOR_WORDS_PER_SECOND: whole(0, 1000, 12),
  FIRESIDE_GENERATIONS_PER_USER: whole(1, 1000, 3),
  FIRESIDE_GENERATIONS: whole(1, 100_000, 100),
  OPENAI_BASE_URL: z
    .string()
    .refine(isHttp, 'must be an address such as https://api.openai.com/v1')
    .optional(),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[!-~]+$/, 'must be one word')
    .optional(),
  OPENAI_TEXT_MODEL: z.string().default('gpt-4o-mini'),
  OPENAI_IMAGE_MODEL: z.string().default('gpt-image-1'),
  FIRESIDE_ADMIN_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  FIRESIDE_SLACK_WEBHOOK: z
    .string()
    .refine(isHttps, 'must be the https address of an incoming webhook')
    .optional(),
  FIRESIDE_PAGERDUTY_KEY: z
    .string()
    .regex(/^[\w-]{10,64}$/, 'must be the integration key of a service')
    .optional(),
  FIRESIDE_ALERT_WEBHOOK: z.string().refine(isHttp, 'must be an address').optional(),
  FIRESIDE_ALERT_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[\w+/]{32,88}={0,2}$/, 'must be whsec_ and 24 to 64 bytes in base64')
    .optional(),
  FIRESIDE_RUNBOOKS: z.string().refine(isHttp, 'must be an address').optional(),
  FIRESIDE_FAULTS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  FIRESIDE_LOG: z.enum(['none', 'errors', 'all'], 'must be none, errors or all').default('errors'),
});

/** Every variable there is; `docs/running-fireside.md` tells of each. */
export const VARIABLES: readonly string[] = Object.keys(Variables.shape);

/** The file of more variables, and the address of the API for the development server of the pages. */
const OTHER_VARIABLES: readonly string[] = ['FIRESIDE_ENV_FILE', 'FIRESIDE_API'];

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
  /** The proxies in front. The server believes the client addresses that they report. */
  readonly proxies: TrustedProxies;
  readonly limits: {
    readonly user: RequestLimit;
    readonly address: RequestLimit;
    /** Sign-ins and sign-ups from one address. */
    readonly signIn: RequestLimit;
    /** How often one writer may have portraits drawn. */
    readonly sittings: RequestLimit;
  };
  readonly maxBodyBytes: number;
  readonly maxJsonDepth: number;
  /** How long a session lasts at most. */
  readonly sessionMs: number;
  /** How long a session lasts without a request. */
  readonly sessionIdleMs: number;
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
  /** What one writer may spend on generations in a day, in millionths of a dollar. */
  readonly dailyBudgetMicros: number;
  readonly generator: GeneratorSettings;
  readonly generations: GenerationLimits;
  /** The token of an administrator. Without it there is no administration. */
  readonly adminToken: string | undefined;
  readonly alerts: AlertSettings;
  /** Whether there is a fault lab. A server in production refuses to start with one. */
  readonly hasFaultLab: boolean;
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
  const unknown = unknownNames(environment);
  const { getSnapshot, subscribe, reload } = await createConfiguration({
    schema: Variables,
    read,
    reloadable: [
      'FIRESIDE_USER_LIMIT',
      'FIRESIDE_ADDRESS_LIMIT',
      'FIRESIDE_SIGN_IN_LIMIT',
      'FIRESIDE_DAILY_BUDGET_MICROS',
      'FIRESIDE_SITTING_LIMIT',
      'FIRESIDE_GENERATIONS_PER_USER',
      'FIRESIDE_GENERATIONS',
      'FIRESIDE_LOG',
    ],
  }).catch((error: unknown) => {
    throw isFailure(error, 'CONFIGURATION_INVALID')
      ? new CannotStart(sentence([...mistakesOf(error.details.issues, environment), ...unknown]))
      : error;
  });
  // The server would silently ignore a misspelt limit.
  if (unknown.length > 0) throw new CannotStart(sentence(unknown));
  // Every request asks for it. It changes only with a reload.
  refuseFaultsInProduction(environment, getSnapshot());
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

/** No client may break a Fireside in use. */
function refuseFaultsInProduction(
  { NODE_ENV }: Environment,
  { FIRESIDE_FAULTS, FIRESIDE_ORIGIN }: z.output<typeof Variables>,
): void {
  const isPublic = NODE_ENV === 'production' || FIRESIDE_ORIGIN?.startsWith('https:');
  if (FIRESIDE_FAULTS === 'off' || !isPublic) return;
  throw new CannotStart('Fireside cannot start: FIRESIDE_FAULTS is for development only.');
}
const SECRETS: ReadonlySet<string> = new Set([
  'FIRESIDE_ADMIN_TOKEN',
  'OPENAI_API_KEY',
  'FIRESIDE_SLACK_WEBHOOK',
  'FIRESIDE_PAGERDUTY_KEY',
  'FIRESIDE_ALERT_WEBHOOK',
  'FIRESIDE_ALERT_WEBHOOK_SECRET',
]);

const sentence = (mistakes: readonly string[]): string =>
  `Fireside cannot start: ${[...new Set(mistakes)].join('; ')}.`;

/** Variables that only look like those of Fireside, each with the name that was probably meant. */
function unknownNames(environment: Environment): readonly string[] {
  const known = [...VARIABLES, ...OTHER_VARIABLES];
  return Object.keys(environment)
    .filter((name) => name.startsWith('FIRESIDE_') && !known.includes(name))
    .map((name) => {
      const meant = nearestName(name, known);
      return `there is no ${name}${meant === undefined ? '' : ` (perhaps ${meant})`}`;
    });
}

function mistakesOf(issues: readonly FieldIssue[], environment: Environment): readonly string[] {
  return issues.map(({ pointer, message }) => {
    const name = pointer.slice(1);
    // The sentence about a secret does not quote it.
    const given = SECRETS.has(name) ? '' : `, not "${environment[name]}"`;
    return `${name} ${message}${given}`;
  });
}

const perMinute = (name: string, limit: number): RequestLimit => ({
  name,
  limit,
  windowMs: MINUTE_MS,
});

const LOG_LEVELS = { none: 'silent', errors: 'error', all: 'info' } as const;

const OPENAI = 'https://api.openai.com/v1';

function toGeneratorSettings(env: z.output<typeof Variables>): GeneratorSettings {
  if (env.FIRESIDE_GENERATOR === 'local') {
    return { kind: 'local', wordsPerSecond: env.FIRESIDE_GENERATOR_WORDS_PER_SECOND };
  }
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey } = env;
  if (baseUrl === undefined && apiKey === undefined) {
    throw new CannotStart(
      'Fireside cannot start: FIRESIDE_GENERATOR=openai needs OPENAI_API_KEY, or OPENAI_BASE_URL of a server that needs no key.',
    );
  }
  return {
    ...{ kind: 'openai', baseUrl: baseUrl ?? OPENAI, apiKey },
    ...{ textModel: env.OPENAI_TEXT_MODEL, imageModel: env.OPENAI_IMAGE_MODEL },
  };
}

function toAlertSettings(env: z.output<typeof Variables>): AlertSettings {
  const { FIRESIDE_ALERT_WEBHOOK: url, FIRESIDE_ALERT_WEBHOOK_SECRET: secret } = env;
  if (url !== undefined && secret === undefined) {
    throw new CannotStart(
      'Fireside cannot start: FIRESIDE_ALERT_WEBHOOK needs FIRESIDE_ALERT_WEBHOOK_SECRET, which signs what is sent there.',
    );
  }
  return {
    slack: env.FIRESIDE_SLACK_WEBHOOK,
    pagerDuty: env.FIRESIDE_PAGERDUTY_KEY,
    webhook: url === undefined || secret === undefined ? undefined : { url, secret },
    runbooks: env.FIRESIDE_RUNBOOKS,
  };
}

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
      sittings: {
        name: 'sittings',
        limit: env.FIRESIDE_SITTING_LIMIT,
        windowMs: env.FIRESIDE_SITTING_WINDOW_MS,
      },
    },
    maxBodyBytes: env.FIRESIDE_MAX_BODY_BYTES,
    maxJsonDepth: env.FIRESIDE_MAX_JSON_DEPTH,
    sessionMs: env.FIRESIDE_SESSION_DAYS * DAY_MS,
    sessionIdleMs: env.FIRESIDE_SESSION_IDLE_MINUTES * MINUTE_MS,
    keyMs: env.FIRESIDE_KEY_DAYS * DAY_MS,
    telemetryMs: env.FIRESIDE_TELEMETRY_DAYS * DAY_MS,
    auditMs: env.FIRESIDE_AUDIT_DAYS * DAY_MS,
    scryptLog2Cost: env.FIRESIDE_SCRYPT_LOG2_COST,
    busyTimeoutMs: env.FIRESIDE_BUSY_TIMEOUT_MS,
    requestTimeoutMs: env.FIRESIDE_REQUEST_TIMEOUT_MS,
    announceMs: env.FIRESIDE_ANNOUNCE_MS,
    shutdownMs: env.FIRESIDE_SHUTDOWN_MS,
    dailyBudgetMicros: env.FIRESIDE_DAILY_BUDGET_MICROS,
    generator: toGeneratorSettings(env),
    generations: {
      perWriter: env.FIRESIDE_GENERATIONS_PER_USER,
      perServer: env.FIRESIDE_GENERATIONS,
    },
    adminToken: env.FIRESIDE_ADMIN_TOKEN,
    alerts: toAlertSettings(env),
    hasFaultLab: env.FIRESIDE_FAULTS === 'on',
    logLevel: LOG_LEVELS[env.FIRESIDE_LOG],
  };
}
