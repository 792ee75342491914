import type { FailureJson } from '@holdfast/core/parts';

/** A notice of the guard or the administration about an attack or a block. It never names a party. */
export type ThreatNotice = {
  /** Wall-clock milliseconds. */
  readonly at: number;
} & (
  | {
      readonly type: 'threat.noticed';
      readonly attack: string;
      readonly rule: string;
      readonly place: 'address' | 'field' | 'prose';
    }
  | {
      readonly type: 'threat.changed';
      readonly party: 'address' | 'user' | 'sign-in';
      readonly state: 'blocked' | 'lifted';
      readonly reason: string;
      /** Of the block, from its beginning. */
      readonly durationMs: number;
    }
  /** The guard could not read or write the evidence against a party, and let the request through. */
  | { readonly type: 'threat.unjudged'; readonly failure: FailureJson }
);

/** Receives notices. The guard does not wait for it. */
export type ThreatSink = (notice: ThreatNotice) => void;
