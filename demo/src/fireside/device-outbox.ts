import { createOutbox } from '@holdfast/offline';

/** The outbox of Fireside. A part of its own, which loads beside the first screen. */
export const deviceOutbox = createOutbox();
