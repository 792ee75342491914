import { requireOptionsAlways } from '@holdfast/core/parts';
import type { ReadInputOptions } from './read-input.ts';

/** Throws `DEFECT` for absurd options of `validated`, in any adapter. */
export function requireInputOptions(options: ReadInputOptions): void {
  requireOptionsAlways('validated', options, {
    maxBytes: 'a number from 0 on?',
    maxDepth: 'a whole number from 0 on?',
    text: 'one of storable, any?',
    lists: 'a list of texts?',
    maxParameters: 'a whole number from 0 on?',
    unknown: 'one of refuse, schema?',
  });
}
