import { Failure, type Observable } from '@holdfast/core';
import { JSON_INVALID, STORAGE_NEWER, VALUE_INVALID } from '@holdfast/core/failures';
import { createTape } from './create-tape.ts';
import { FORMAT, MOST_EVENTS, VERSION } from './export-session.ts';
import { isTime, parseEvent } from './parse-event.ts';
import type { Recording, Second } from './recording.ts';

/**
 * Reads a file of `exportSession`, for a panel, a test or a page of docs. Throws `JSON_INVALID` for a text that is no
 * JSON, `STORAGE_NEWER` for a file of a later version, and `VALUE_INVALID` with the place for everything else.
 */
export function replaySession(text: string): Observable<Recording> {
  const file = Object(parsed(text)) as Record<string, unknown>;
  if (file['format'] !== FORMAT) throw wrong('/format');
  const { version, events, seconds, dropped } = file;
  if (typeof version === 'number' && version > VERSION) throw new Failure(STORAGE_NEWER);
  if (version !== VERSION) throw wrong('/version');
  if (!Array.isArray(events) || events.length > MOST_EVENTS) throw wrong('/events');
  if (!Array.isArray(seconds) || seconds.length > MOST_EVENTS) throw wrong('/seconds');
  if (!isCount(dropped)) throw wrong('/dropped');
  const tape = createTape(MOST_EVENTS);
  events.forEach((event: unknown, index) => {
    const read = parseEvent(event);
    if (typeof read === 'string') throw wrong(`/events/${index}/${read}`);
    tape.write(read);
  });
  tape.restore(secondsOf(seconds));
  const recording: Recording = { ...tape.read(), dropped };
  return { getSnapshot: () => recording, subscribe: () => () => {} };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(JSON_INVALID, { effect: 'none', cause });
  }
}

/** The seconds of the plots, in their order: the plots fill each gap, so that a step back would make a gap without end. */
function secondsOf(values: readonly unknown[]): readonly Second[] {
  let before = -1;
  return values.map((value, index) => {
    const given = Object(value) as Record<keyof Second, unknown>;
    const { at, ended, failures, totalMs, slowestMs, depth } = given;
    const second = { at, ended, failures, totalMs, slowestMs, depth };
    const isFit = Object.values(second).every(isCount) && isTime(at) && at > before;
    if (!isFit) throw wrong(`/seconds/${index}`);
    before = at;
    return second as Second;
  });
}

const isCount = (value: unknown): value is number =>
  Number.isFinite(value) && (value as number) >= 0;

function wrong(pointer: string): Failure {
  const issues = [{ pointer, message: 'This is no recorded session of Holdfast.' }];
  return new Failure(VALUE_INVALID, { effect: 'none', details: { issues } });
}
