import type { OperationState } from '../operations/operation-state.ts';
import { matchState } from './match-state.ts';

declare const state: OperationState<string>;
declare const narrow: Extract<OperationState<string>, { readonly kind: 'idle' | 'live' }>;

matchState(narrow, { idle: () => 1, live: ({ value }) => value.length }) satisfies number;
matchState(state, { live: ({ value }) => value, otherwise: () => '' }) satisfies string;
// @ts-expect-error a kind without a function needs `otherwise`
matchState(narrow, { idle: () => 1 });
// @ts-expect-error `running` has no failure
matchState(state, { running: ({ failure }) => failure, otherwise: () => undefined });
