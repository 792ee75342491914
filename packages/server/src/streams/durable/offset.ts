import type { Place } from './durable-stream.ts';

const DIGITS = 16;
const OFFSET = /^(\d{16})_(\d{16})$/;

/** A place as text whose order is the order of the places. */
export function toOffset({ seq, bytes }: Place): string {
  return `${pad(seq)}_${pad(bytes)}`;
}

/** The place behind an offset that `toOffset` wrote, or `undefined` for any other text. */
export function fromOffset(offset: string): Place | undefined {
  const [, seq, bytes] = OFFSET.exec(offset) ?? [];
  const place = { seq: Number(seq), bytes: Number(bytes) };
  return Number.isSafeInteger(place.seq) && Number.isSafeInteger(place.bytes) ? place : undefined;
}

const pad = (count: number): string => String(count).padStart(DIGITS, '0');
