import type { AnyRead, AnyStream, AnyWrite } from '../operations/operation.ts';
import { explainPipeline } from '../policies/engine/explain-pipeline.ts';
import type { HoldfastOptions } from './holdfast-options.ts';

const UNITS = [
  [86_400_000, 'days'],
  [3_600_000, 'hours'],
  [60_000, 'minutes'],
  [1_000, 'seconds'],
] as const;

/** A time in the largest unit that it has two or more of. */
function lengthOf(ms: number): string {
  const [unitMs, unit] = UNITS.find(([least]) => ms >= 2 * least) ?? [1, 'ms'];
  return `${Math.round((ms / unitMs) * 10) / 10} ${unit}`;
}

export interface ExplainOptions extends Pick<HoldfastOptions, 'liveWithinMs' | 'reads' | 'writes'> {
  /** Parts that a runtime has, or has not. */
  readonly outbox?: unknown;
  readonly cache?: unknown;
  readonly drafts?: unknown;
  readonly budget?: unknown;
  readonly streams?: unknown;
}

/**
 * Says in sentences what happens to an operation on each rung, with every default that applies and every policy
 * around it, outermost first. Of a guard that no `pipeline` made it says only that there is one.
 *
 * @param options the options of `createHoldfast`. @default its defaults
 */
export function explain(
  operation: AnyRead | AnyWrite | AnyStream,
  options: ExplainOptions = {},
): string {
  const { liveWithinMs = 1500 } = options;
  const lines = [`${operation.name} is a ${operation.kind}.`];
  if (operation.kind === 'read') {
    lines.push(
      operation.staleIfErrorMs === undefined
        ? 'A failed read shows nothing kept.'
        : `When it fails, an answer up to ${lengthOf(operation.staleIfErrorMs)} old is shown with its age.`,
      operation.fallback ? 'After that its fallback answers.' : 'It has no fallback.',
    );
  }
  if (operation.kind === 'write') {
    lines.push(
      operation.offline === 'queue'
        ? `It is committed to the outbox first, then sent; after ${liveWithinMs} ms without an answer it is queued.`
        : 'It is sent at once, and has failed when that does not work.',
      operation.honoursKey
        ? 'The server honours its idempotency key, so it may be sent again after an unknown effect.'
        : 'The server ignores idempotency keys, so a send without an answer is asked about, never repeated.',
      operation.invalidates.length > 0
        ? `Its success makes these reads old: ${operation.invalidates.join(', ')}.`
        : 'It makes no read old.',
    );
    if (operation.offline === 'queue') lines.push(...ageOf(operation));
  }
  if (operation.kind === 'stream') {
    lines.push(
      'What it brings is kept on this device as it comes.',
      'When a connection breaks off, it is gone on with after the last event; the same key begins nothing twice.',
    );
  }
  lines.push(
    operation.cost
      ? 'The most it can cost is reserved in the budget before it queues or is sent.'
      : 'It costs nothing.',
  );
  lines.push(attemptsOf(operation, options), ...missingFor(operation, options));
  return lines.join('\n');
}

/** How young and how old an entry of the write is sent. */
function ageOf({ undoMs, maxAgeMs }: AnyWrite): readonly string[] {
  return [
    undoMs
      ? `It can be taken back for ${undoMs} ms, and is sent after that.`
      : 'It can be taken back until it is sent.',
    maxAgeMs === undefined
      ? 'It is sent at any age, until it was refused for now; then until it is 30 days old, by default.'
      : `It is a dead letter when it is ${maxAgeMs} ms old and was not applied.`,
  ];
}

function attemptsOf(
  operation: AnyRead | AnyWrite | AnyStream,
  { reads, writes }: ExplainOptions,
): string {
  if (operation.kind === 'write' && operation.offline === 'queue') {
    return 'The outbox tries again, for as long as the entry is kept.';
  }
  const guard = { read: reads, write: writes, stream: writes }[operation.kind];
  if (!guard) return 'One attempt, with no policy.';
  // A limit of a write is no limit of a text that flows for minutes.
  const begins = operation.kind === 'stream' ? 'Only its beginning passes these policies.\n' : '';
  return `${begins}${explainPipeline(guard)}`;
}

/** Each part that the operation needs and this runtime does not have. Options that do not name a part may have it. */
function missingFor(
  operation: AnyRead | AnyWrite | AnyStream,
  options: ExplainOptions,
): readonly string[] {
  const { kind } = operation;
  const isQueued = kind === 'write' && operation.offline === 'queue';
  const isKept = kind === 'read' && operation.staleIfErrorMs !== undefined;
  const needs = [
    [kind === 'stream', 'streams', 'it fails with DEFECT'],
    [isQueued, 'outbox', 'it fails with DEFECT'],
    [isKept, 'cache', 'no answer is kept'],
    [kind === 'stream', 'drafts', 'the text is kept only while the page lives'],
    [operation.cost, 'budget', 'only the server limits what it costs'],
  ] as const;
  return needs
    .filter(([isNeeded, part]) => isNeeded && part in options && !options[part])
    .map(([, part, so]) => `This runtime has no \`${part}\`, so ${so}.`);
}
