import {
  createCell,
  createHoldfast,
  defineStream,
  type Holdfast,
  type HoldfastOptions,
  type Identity,
  type StandardSchema,
} from '@holdfast/core';
import type { StreamWatch, StreamState } from '@holdfast/core/parts';
import { fixedBackoff } from '@holdfast/core/policies';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import {
  createVirtualPlatform,
  memoryDrafts,
  scriptedStream,
  type MemoryDrafts,
  type ScriptedStream,
  type VirtualPlatform,
} from '@holdfast/testing';
import { createStreams, type StreamsOptions } from './create-streams.ts';
import { ndjson } from './ndjson.ts';

export interface Choice {
  readonly type: 'choice';
  readonly options: readonly string[];
}

function schema<T>(isRight: (value: unknown) => boolean): StandardSchema<T, T> {
  const validate = (value: unknown) =>
    isRight(value)
      ? { value: value as T }
      : { issues: [{ message: 'options are missing', path: ['options'] }] };
  return { '~standard': { version: 1, vendor: 'test', validate } };
}
export const choice: StandardSchema<Choice, Choice> = schema<Choice>((value) =>
  Array.isArray((value as Choice).options),
);
export const prompt: StandardSchema<string, string> = schema<string>(
  (value) => typeof value === 'string',
);
export const request = (about: string) =>
  ({ method: 'POST', path: 'tell', json: { about } }) as const;
export const story = defineStream('story.tell', { input: prompt, request, event: choice });

type Options = Partial<HoldfastOptions & StreamsOptions>;

/** One tab, with its server, its device and its clock in the hands of a test. */
export interface Stage {
  readonly platform: VirtualPlatform;
  readonly server: ScriptedStream;
  readonly drafts: MemoryDrafts;
  readonly identity: ReturnType<typeof createCell<Identity | null>>;
  readonly told: readonly TelemetryEvent[];
  readonly holdfast: Holdfast;
  /** The stream that all tests are about. */
  follow(): StreamWatch<Choice>;
  /** Runs all work that waits for no timer. */
  settle(): Promise<void>;
  /** The device wakes. */
  wake(): void;
}

/** A tab on a server and a device of its own, or on those of another. */
export function stage(
  options: Options = {},
  of: Partial<Stage> = {},
  create = createStreams,
): Stage {
  const {
    platform = createVirtualPlatform(),
    server = scriptedStream(),
    drafts = memoryDrafts(),
    identity = createCell<Identity | null>({ subject: 'mira' }),
  } = of;
  const told: TelemetryEvent[] = [];
  const sleepers = new Set<() => void>();
  const streams = create({
    ...{ formats: [ndjson], backoff: fixedBackoff(1_000), ...options },
    wake(listener) {
      sleepers.add(listener);
      return () => void sleepers.delete(listener);
    },
  });
  const sinks = [(event: TelemetryEvent) => void told.push(event)];
  const parts: HoldfastOptions = {
    ...{ platform, identity, transport: server, drafts, sinks, ...options, streams },
  };
  const holdfast = createHoldfast(parts);
  return {
    ...{ platform, identity, server, drafts, told, holdfast },
    // The view of the port itself: the whole stream, not only its state.
    follow: () => holdfast.streams?.open(story as never, 'a fox') as StreamWatch<Choice>,
    settle: () => platform.advance(0),
    wake() {
      for (const wake of [...sleepers]) wake();
    },
  };
}

export interface Flowing extends Stage {
  readonly stream: StreamWatch<Choice>;
  readonly outcome: ReturnType<StreamWatch<Choice>['start']>;
}

/** A stream that has told `Once 🦊` and goes on. */
export async function flowing(options: Options = {}, create = createStreams): Promise<Flowing> {
  const all = stage(options, {}, create);
  const stream = all.follow();
  const outcome = stream.start();
  await all.settle();
  all.server.tell({ type: 'start', id: 's1' });
  all.server.write('Once 🦊');
  await all.platform.advance(20);
  return { ...all, stream, outcome };
}

/** Every state that a stream reports from now on. */
export function statesOf(stream: StreamWatch<Choice>): readonly StreamState<Choice>[] {
  const states: StreamState<Choice>[] = [];
  stream.subscribe(() => states.push(stream.getSnapshot()));
  return states;
}

/** Method and address of each request so far. */
export function asked({ server }: Pick<Stage, 'server'>): readonly string[] {
  return server.requests.map(
    ({ method, url }) => `${method} ${url.replace('http://localhost', '')}`,
  );
}

/** The idempotency keys that were sent. */
export function keys({ server }: Pick<Stage, 'server'>): readonly (string | undefined)[] {
  return server.requests.map(({ headers }) => headers['idempotency-key']);
}
