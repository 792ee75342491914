import { defect } from '../failures/defect.ts';
import { inDevelopment } from '#in-development';

/** The operation needs a part that the app did not give to `createHoldfast`. The remedy shows the option. */
export function missingPart(part: 'outbox' | 'streams'): never {
  throw defect(
    inDevelopment(
      part === 'outbox'
        ? 'Give createHoldfast `outbox: createOutbox()`, or spread `...onThisDevice()`.'
        : 'Give createHoldfast `streams: createStreams({ formats: [ndjson] })`.',
    ),
  );
}
