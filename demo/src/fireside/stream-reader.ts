import { createStreams, ndjson } from '@holdfast/http/streams';

/** The reader of Fireside's streams. A part of its own, which loads with the first stream. */
export const streamReader = createStreams({ formats: [ndjson] });
