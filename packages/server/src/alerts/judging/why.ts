/** Why an alert fires, as data. Pages and notices make a sentence of it. Times are in milliseconds. */
export type Why =
  | {
      readonly kind: 'threshold';
      readonly what: 'count' | 'rate' | 'ratio' | 'percentile';
      readonly is: 'above' | 'below';
      readonly value: number;
      readonly limit: number;
      readonly windowMs: number;
      readonly events: number;
    }
  | {
      readonly kind: 'burnRate';
      /** How many times faster than allowed the budget is spent, for sure. */
      readonly burns: number;
      readonly factor: number;
      readonly objective: number;
      readonly bad: number;
      readonly all: number;
      readonly windowMs: number;
    }
  | {
      readonly kind: 'absence';
      readonly windowMs: number;
      readonly before: number;
      readonly beforeMs: number;
    }
  | {
      readonly kind: 'newKind';
      readonly operation: string;
      readonly detail: string;
      readonly release: string;
      readonly firstAt: number;
      readonly events: number;
    }
  | {
      readonly kind: 'anomaly';
      readonly is: 'above' | 'below';
      readonly value: number;
      readonly expected: number;
      readonly score: number;
      readonly stepMs: number;
    }
  | {
      readonly kind: 'forecast';
      readonly spent: number;
      readonly low: number;
      readonly expected: number;
      readonly high: number;
      readonly limit: number;
      readonly endsAt: number;
    }
  /** The sentence of the app's own function. */
  | { readonly kind: 'custom'; readonly text: string };
