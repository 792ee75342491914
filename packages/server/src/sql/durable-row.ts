import type { Insertable, Selectable } from 'kysely';
import type {
  DurableSettings,
  DurableStream,
  ProducerTurn,
} from '../streams/durable/durable-stream.ts';
import { hasMembers, type MemberForms } from './has-members.ts';
import { keptJson, orCorrupt } from './kept-json.ts';
import type { DurableTable } from './durable-tables.ts';

/** Throws `STORAGE_CORRUPT` for a row that is damaged. */
export function fromDurableRow(row: Selectable<DurableTable>): DurableStream {
  return {
    id: row.id,
    name: row.name,
    settings: keptSettings(row.settings),
    tail: { seq: Number(row.seq), bytes: Number(row.bytes) },
    isClosed: row.is_closed === 1,
    isDeleted: row.is_deleted === 1,
    ...(row.due_at !== null && { dueAt: Number(row.due_at) }),
    ...(row.writer_seq !== null && { writerSeq: row.writer_seq }),
    ...(row.closed_by !== null && { closedBy: keptTurn(row.closed_by) }),
    producers: row.producers,
    forks: row.forks,
  };
}

const SETTINGS: MemberForms = {
  ...{ contentType: 'text', ttlMs: 'number?', expiresAt: 'number?' },
};
const TURN: MemberForms = { producer: 'text', epoch: 'number', seq: 'number' };
const FORK: MemberForms = {
  ...{ source: 'text', sourceId: 'text', subOffset: 'number', depth: 'number' },
};
const PLACE: MemberForms = { seq: 'number', bytes: 'number' };
const ANCESTOR: MemberForms = { id: 'text', upTo: 'number' };

function keptSettings(text: string): DurableSettings {
  const kept = keptJson(text) as DurableSettings | undefined;
  const { fork, ancestors }: Partial<DurableSettings> = kept ?? {};
  const isWhole =
    hasMembers(kept, SETTINGS) &&
    (fork === undefined || (hasMembers(fork, FORK) && hasMembers(fork.at, PLACE))) &&
    Array.isArray(ancestors) &&
    ancestors.every((ancestor) => hasMembers(ancestor, ANCESTOR));
  return orCorrupt(isWhole ? kept : undefined) as DurableSettings;
}

function keptTurn(text: string): ProducerTurn {
  const kept = keptJson(text);
  return orCorrupt(hasMembers(kept, TURN) ? kept : undefined) as ProducerTurn;
}

/** The columns that change while a stream lives. */
export function toDurableState(
  stream: DurableStream,
): Omit<Insertable<DurableTable>, 'id' | 'name' | 'settings'> {
  const { tail, isClosed, isDeleted, dueAt, writerSeq, closedBy, producers, forks } = stream;
  return {
    seq: tail.seq,
    bytes: tail.bytes,
    is_closed: isClosed ? 1 : 0,
    is_deleted: isDeleted ? 1 : 0,
    due_at: dueAt === undefined ? null : Math.floor(dueAt),
    writer_seq: writerSeq ?? null,
    closed_by: closedBy ? JSON.stringify(closedBy) : null,
    producers,
    forks,
  };
}
