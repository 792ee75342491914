import type { OwnEnvelope, ProtocolEnvelope } from './envelope.ts';
import { utf8Length } from './utf8-length.ts';

type Problematic = Extract<ProtocolEnvelope, { readonly type: 'error' }>;

/** An envelope whose shape was checked. What the app's own say, and what a problem says, is still unknown. */
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

/** Checks the shape of what came over the wire; `undefined` when it is no envelope. */
export function readEnvelope(value: unknown): ReadEnvelope | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { seq, type } = value as Members;
  if (!isCount(seq) || seq === 0 || !isText(type)) return undefined;
  const isRight = PROTOCOL.get(type);
  if (isRight) return isRight(value as Members) ? (value as ReadEnvelope) : undefined;
  const { seq: number, ...event } = value as OwnEnvelope;
  return { seq: number, type: 'own', event };
}
