import { expect, it } from 'vitest';
import type { KafkaRequest } from './kafka-request.ts';
import { createProduceLog } from './produce-log.ts';

const request: KafkaRequest = { api: 'Produce', version: 7, correlationId: 1, bodyAt: 0 };

it('takes no answer to a request that the test has made it forget', () => {
  const log = createProduceLog();
  // Frames are read only when a test asks, so a frame that is none would throw then.
  log.add(Buffer.alloc(0), request, 1);
  log.clear();
  log.answered(Buffer.alloc(0), request);
  expect([log.sent(), log.taken()]).toEqual([[], []]);
});
