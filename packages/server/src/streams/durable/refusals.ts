import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';

/** A request that the server cannot take, with the header field or parameter that is wrong. */
export function wrong(field: string, message: string): Failure {
  return new Failure(catalogue.REQUEST_INVALID, {
    status: 400,
    details: { issues: [{ pointer: `/${field}`, message }] },
  });
}

/** A limit that is reached. */
export function full(what: string, limit: number): Failure {
  return new Failure(catalogue.QUOTA_EXCEEDED, { details: { what, limit }, retryAfterMs: 1000 });
}

/** A request that the state of the stream refuses: the failure, and the fields of the answer that tell the state. */
export interface Refused {
  readonly kind: 'refused';
  readonly failure: Failure;
  readonly headers: Readonly<Record<string, string>>;
}

export function refused(failure: Failure, headers: Refused['headers'] = {}): Refused {
  return { kind: 'refused', failure, headers };
}
