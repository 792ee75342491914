export {
  createReadSlice,
  type ReadSlice,
  type ReadSliceArguments,
  type ReadSliceOptions,
  type ReadSliceState,
} from './read-slice.ts';
export { layer, type WriteLayer } from './write-layer.ts';
export { createWriteSlice, type WriteSlice, type WriteSliceState } from './write-slice.ts';
export { selectorsOf, type Selectors } from './selectors-of.ts';
