import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import type { Connectivity, ConnectivityEvidence } from './connectivity-state.ts';
import { nextConnectivity } from './connectivity-state.ts';

export interface ConnectivityTracker extends Observable<Connectivity> {
  /** Takes in one piece of evidence. */
  note(evidence: ConnectivityEvidence, origin?: string): void;
}

/** Starts with no evidence. Feed it from outcomes and, in a browser, with `watchBrowserNetwork`. */
export function createConnectivity(): ConnectivityTracker {
  const { getSnapshot, subscribe, set } = createCell<Connectivity>('unknown');
  return {
    getSnapshot,
    subscribe,
    note: (evidence) => set(nextConnectivity(getSnapshot(), evidence)),
  };
}
