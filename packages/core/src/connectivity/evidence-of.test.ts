import { expect, it } from 'vitest';
import type { FailureKind } from '../failures/failure-kind.ts';
import { Failure } from '../failures/failure.ts';
import * as contract from '../failures/kinds/contract.ts';
import * as http from '../failures/kinds/http.ts';
import * as network from '../failures/kinds/network.ts';
import { TIMEOUT } from '../failures/kinds/policy.ts';
import { DEFECT, UNKNOWN } from '../failures/kinds/runtime.ts';
import { evidenceOf } from './evidence-of.ts';

it.each<[FailureKind, string | undefined]>([
  [network.NETWORK_FAILED, 'unanswered'],
  // A hotel's page is not an answer of the server.
  [network.CAPTIVE_PORTAL, 'unanswered'],
  [network.PROXY_REFUSED, 'unanswered'],
  [TIMEOUT, 'unanswered'],
  [network.ABORTED, undefined],
  [DEFECT, undefined],
  [UNKNOWN, undefined],
  [contract.INPUT_INVALID, undefined],
  [http.NOT_FOUND, 'answered'],
  [http.UNAVAILABLE, 'answered'],
  [http.RATE_LIMITED, 'answered'],
  [network.ANSWER_TOO_LARGE, 'answered'],
])('%o proves %s', (kind, evidence) => {
  expect(evidenceOf(new Failure(kind))).toBe(evidence);
});
