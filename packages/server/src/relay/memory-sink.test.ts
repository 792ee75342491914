import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { memorySink } from './memory-sink.ts';
import { relaySinkContract, type ReceiverMood } from './relay-sink.contract.ts';
import type { RelayVerdict } from './relay-sink.ts';

const cut = (effect: 'none' | 'unknown'): RelayVerdict => ({
  outcome: 'retry',
  failure: new Failure(catalogue.NETWORK_FAILED, { effect }),
});

const VERDICTS: Readonly<Record<ReceiverMood, RelayVerdict>> = {
  takes: { outcome: 'done' },
  'is overloaded': { outcome: 'retry', failure: new Failure(catalogue.UNAVAILABLE) },
  'refuses the secret': { outcome: 'blocked', failure: new Failure(catalogue.FORBIDDEN) },
  'refuses the message': { outcome: 'dead', failure: new Failure(catalogue.REQUEST_INVALID) },
  'cuts before': cut('none'),
  'cuts after': cut('unknown'),
  'is silent': cut('unknown'),
};

relaySinkContract({
  name: 'memorySink',
  waits: false,
  async open() {
    let mood: ReceiverMood = 'takes';
    let received = 0;
    const answer = (): RelayVerdict => {
      if (mood !== 'cuts before') received += 1;
      return VERDICTS[mood];
    };
    return {
      sink: memorySink({ answer }),
      event: (key, position) => ({
        ...{ sink: 'memory', topic: 't', key, position, body: {} },
        ...{ id: `${key}-${position}`, attempt: 1, enqueuedAt: 0 },
      }),
      secrets: [],
      set(next) {
        mood = next;
        received = 0;
      },
      received: () => received,
      readUpTo: async () => {},
      passDeadline: async () => {},
      close: async () => {},
    };
  },
});
