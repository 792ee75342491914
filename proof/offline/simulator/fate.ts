/** The behaviour of the network and the server for one request. */
export type Fate =
  | { readonly kind: 'well' }
  /** The request is lost on its way. The sender gets a reset. */
  | { readonly kind: 'lost before' }
  /** The server gets the request, and its answer is lost. */
  | { readonly kind: 'lost after' }
  /** The request arrives a second time, long after the first. */
  | { readonly kind: 'duplicated' }
  /** The request arrives after the sender has given up. */
  | { readonly kind: 'delayed' }
  | { readonly kind: 'unavailable' }
  /** The server takes the effect and then fails to say so. */
  | { readonly kind: 'broken after' }
  /** A page of the café's network answers 200 in the place of the server. */
  | { readonly kind: 'captive' }
  /** The request is led to another address, which answers 200. */
  | { readonly kind: 'redirected' }
  /** The server refuses it for now and says how long to wait. */
  | { readonly kind: 'limited' }
  /** The server takes the effect, and half of its answer arrives as if it were whole. */
  | { readonly kind: 'truncated' }
  /** The server takes the effect, and another answer in JSON arrives. */
  | { readonly kind: 'wrong json' }
  | { readonly kind: 'hangs' }
  | { readonly kind: 'reset'; readonly ms: number }
  | { readonly kind: 'slow'; readonly ms: number }
  /** The server refuses the request for ever, without any effect. */
  | { readonly kind: 'invalid' };

export const WELL: Fate = { kind: 'well' };

/** The faults of the exhaustive proof. */
export const faults: readonly Fate[] = [
  { kind: 'lost before' },
  { kind: 'lost after' },
  { kind: 'duplicated' },
  { kind: 'delayed' },
  { kind: 'unavailable' },
  { kind: 'broken after' },
  { kind: 'captive' },
  { kind: 'redirected' },
];
