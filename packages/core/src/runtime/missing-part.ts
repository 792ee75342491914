import { Failure } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { inDevelopment } from '#in-development';

/** The operation needs a part that the app did not give to `createHoldfast`. The remedy shows the option. */
export function missingPart(part: 'outbox' | 'streams'): never {
  const remedy = inDevelopment(
    part === 'outbox'
      ? 'Give createHoldfast `outbox: createOutbox()`, or spread `...onThisDevice()`.'
      : 'Give createHoldfast `streams: createStreams({ formats: [ndjson] })`.',
  );
  throw new Failure(DEFECT, { effect: 'none', details: { remedy } });
}
