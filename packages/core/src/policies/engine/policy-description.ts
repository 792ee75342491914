/** The description of a part of a policy: a rule, a backoff, a limiter, a budget. */
export interface PartDescription {
  /** The function that makes one. */
  readonly name: string;
  /** As of a policy. */
  readonly rules: object;
}

/** The description of a policy, for the check and the explanation of compositions in development. */
export interface PolicyDescription {
  /** The name of the kind in the field. A pipeline has one policy of each kind. */
  readonly kind: string;
  /** What it does: the rest of a sentence that begins with its kind. */
  readonly does: string;
  /** When it refuses a call, in sentences. */
  readonly refuses?: string;
  /** No policy may stand before one of a lower place, unless that one's `latest` allows it. */
  readonly place: number;
  readonly latest?: number;
  /** Why no policy of a higher place may stand before it. */
  readonly before?: string;
  /** What to do instead of giving a pipeline two of the kind. */
  readonly once?: string;
  /** Every option that applies at this moment, the defaults included; `explainPipeline` tells them. */
  readonly rules: object;
  /** Milliseconds after which the policy ends what it surrounds. */
  readonly limitMs?: number;
}
