import type { Failure } from '../failures/failure.ts';

/** Where a stream stands. `offset` counts UTF-8 bytes of `text`; `seq` is the last event taken in. */
export type StreamState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'streaming';
      readonly id: string;
      readonly seq: number;
      readonly offset: number;
      readonly text: string;
    }
  | {
      readonly kind: 'interrupted';
      readonly id: string;
      readonly seq: number;
      readonly offset: number;
      readonly text: string;
      readonly resumable: boolean;
      readonly failure: Failure;
    }
  | { readonly kind: 'live'; readonly id: string; readonly text: string }
  | { readonly kind: 'failed'; readonly failure: Failure };
