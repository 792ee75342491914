import { Failure } from '@holdfast/core';
import { REQUEST_INVALID, UNAVAILABLE } from '@holdfast/core/failures';
import type { RelaySink, RelayVerdict } from '@holdfast/server/relay';
import type { NoteBody } from './notes.ts';

/** A sink whose receiver never takes a bad note, and whose process dies of a deadly one. */
export function troubledSink(sink: RelaySink): RelaySink {
  return {
    ...sink,
    async send(events, context) {
      const troubled = (kind: NoteBody['kind']) =>
        events.filter(({ topic, body }) => topic === 'notes' && (body as NoteBody).kind === kind);
      if (troubled('deadly').length > 0) process.kill(process.pid, 'SIGKILL');
      const bad = troubled('bad');
      // An event after a bad one of its key is left out.
      const isHeld = (key: string, position: number): boolean =>
        bad.some((event) => event.key === key && event.position < position);
      const sent = events.filter(
        (event) =>
          !bad.includes(event) && !(event.topic === 'notes' && isHeld(event.key, event.position)),
      );
      const given = sent.length > 0 ? await sink.send(sent, context) : [];
      return events.map((event): RelayVerdict => {
        if (bad.includes(event)) {
          return { outcome: 'dead', failure: new Failure(REQUEST_INVALID) };
        }
        const index = sent.indexOf(event);
        return given[index] ?? { outcome: 'retry', failure: new Failure(UNAVAILABLE) };
      });
    },
  };
}
