import { createOutbox } from '@holdfast/offline';

/** The outbox of Fireside. A part of its own, which a new device loads after its first screen. */
export const deviceOutbox = createOutbox();
