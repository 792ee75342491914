// Runs in the page, and gives its measures to the driver.
import { boundaries } from './react-boundaries.tsx';
import { reads } from './react-reads.tsx';
import { slices } from './react-slices.tsx';
import { typing } from './react-typing.tsx';

export const measures = { typing, boundaries, reads, slices };

Object.assign(globalThis, { measures });
