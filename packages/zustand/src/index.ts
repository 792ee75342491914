export {
  createReadSlice,
  type ReadSlice,
  type ReadSliceArguments,
  type ReadSliceOptions,
  type ReadSliceState,
} from './read-slice.ts';
export type { ApplyLayer } from './layered-view.ts';
export { createWriteSlice, type WriteSlice, type WriteSliceState } from './write-slice.ts';
export { selectorsOf, type Selectors } from './selectors-of.ts';
