import { createStreams, ndjson } from '@holdfast/http/streams';

/** What reads the streams of Fireside. A part of its own, which loads with the first stream. */
export const streamReader = createStreams({ formats: [ndjson] });
