import type { OwnEnvelope, ProtocolEnvelope } from './envelope.ts';
import { utf8Length } from './utf8-length.ts';

type Problematic = Extract<ProtocolEnvelope, { readonly type: 'error' }>;

/** An envelope with a checked shape. The content of the app's own events and of problems is still unchecked. */
export type ReadEnvelope =
  | Exclude<ProtocolEnvelope, Problematic>
  | { readonly seq: number; readonly type: 'error'; readonly problem: unknown }
  | { readonly seq: number; readonly type: 'own'; readonly event: unknown };

type Members = Readonly<Record<string, unknown>>;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string';

// A map, because a server may call its own events anything, `constructor` included.
const PROTOCOL = new Map<string, (envelope: Members) => boolean>([
  ['start', ({ id, estimateMicros = 0 }) => isText(id) && isCount(estimateMicros)],
  [
    'delta',
    ({ offset, text }) => isCount(offset) && isText(text) && utf8Length(text) !== undefined,
  ],
  ['usage', ({ micros }) => isCount(micros)],
  ['done', ({ offset, reason = '' }) => isCount(offset) && isText(reason)],
  ['interrupted', ({ offset, reason }) => isCount(offset) && isText(reason)],
  ['error', () => true],
]);

/** Checks the shape of a value that came over the wire; `undefined` for a value that is no envelope. */
export function readEnvelope(value: unknown): ReadEnvelope | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { seq, type } = value as Members;
  if (!isCount(seq) || seq === 0 || !isText(type)) return undefined;
  const isRight = PROTOCOL.get(type);
  if (isRight) return isRight(value as Members) ? (value as ReadEnvelope) : undefined;
  const { seq: number, ...event } = value as OwnEnvelope;
  return { seq: number, type: 'own', event };
}
