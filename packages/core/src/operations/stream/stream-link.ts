import { openExchange } from '../../exchange/open-exchange.ts';
import { readProblem } from '../../exchange/problem/problem-reader.ts';
import { TOLD_BY_CODE } from '../../exchange/problem/problem-kinds.ts';
import {
  toTransportRequest,
  type TransportRequest,
} from '../../exchange/request/request-description.ts';
import { kindOfStatus } from '../../exchange/answer/status-kinds.ts';
import type { OpenAnswer } from '../../exchange/transport.ts';
import { Failure } from '../../failures/failure.ts';
import { INPUT_INVALID } from '../../failures/kinds/contract.ts';
import type { Observable } from '../../observable/observable.ts';
import type { OpaqueStream } from '../operation.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Bill, Receipt } from '../../ports/budget-port.ts';
import type { DraftStore } from '../../ports/draft-store.ts';
import type { Identity } from '../../ports/identity.ts';
import { parseWith, requireSchema } from '../../schema/parse-with.ts';
import type { TelemetrySink } from '../../telemetry/telemetry-event.ts';
import { atOnce } from '../../runtime/at-once.ts';
import { appFailure } from '../../runtime/app-failure.ts';
import { checkAnswer } from '../../runtime/check-answer.ts';
import { NOBODY_PAYS, payFor } from '../../runtime/pay-for.ts';
import type { Run } from '../../runtime/run.ts';
import type { Runtime } from '../../runtime/holdfast-options.ts';
import { send, type Sending } from '../../runtime/send.ts';

/** What a stream port needs of the runtime it is for. */
export interface StreamLink {
  readonly platform: Platform;
  readonly identity: Observable<Identity | null>;
  readonly drafts: DraftStore | undefined;
  readonly sink: TelemetrySink | undefined;
  /** What a run did to the budget so far. */
  receipt(key: string): Receipt | undefined;
  /** Prepares the requests of one run. Rejects with `INPUT_INVALID`. */
  prepare(operation: OpaqueStream, input: unknown, run: Run): Promise<StreamRequests>;
}

/** The requests of one stream. Each rejects with a `Failure`, and is interpreted like any other. */
export interface StreamRequests {
  /** Reserves what it may cost, for as long as `work` takes; `began` has been paid for before. */
  pay<T>(began: boolean, work: (bill: Bill) => Promise<T>): Promise<T>;
  /** The operation's own request. @param accept media types of the formats that can be read */
  begin(accept: string, bill: Bill): Promise<OpenAnswer>;
  /** What comes after an event. @param url the address of the stream, with its position */
  read(url: string, accept: string): Promise<OpenAnswer>;
  /** Ends the generation. Done as well when the stream is no longer there. */
  cancel(url: string): Promise<void>;
  /** What the operation's schema makes of an event. Rejects with `RESPONSE_INVALID`. */
  check(event: unknown): Promise<unknown>;
  /** What a problem in an `error` event means. */
  toFailure(problem: unknown): Failure;
}

/** Binds what the runtime can do to what streams need of it. */
export function streamLink(runtime: Runtime): StreamLink {
  const { platform, identity, drafts, sink } = runtime;
  return {
    ...{ platform, identity, drafts, sink },
    receipt: (key) => runtime.budget?.receipts.getSnapshot().find((one) => one.key === key),
    async prepare(operation, input, run) {
      const { name, event } = operation;
      const { value, request } = await describe(operation, input, run);
      const ask = (
        asked: TransportRequest,
        rest: Pick<Sending, 'effect' | 'guard'> & Partial<Sending>,
      ): Promise<unknown> =>
        send(runtime, {
          ...{ name, run, bill: NOBODY_PAYS, request: asked },
          ...{ expectation: { accept: 'bytes' }, via: openExchange, ...rest },
        });
      return {
        async pay(began, work) {
          let isPaid = false;
          try {
            return await payFor(runtime, operation, value, run, (bill) => {
              isPaid = true;
              return work(bill);
            });
          } catch (failure) {
            // What was generated was paid for when it began; that nothing is left now is no reason to lose it.
            if (began && !isPaid) return work(NOBODY_PAYS);
            throw failure;
          }
        },
        begin: (accept, bill) =>
          ask(accepting(request, accept), {
            effect: 'unknown',
            guard: runtime.writes,
            bill,
          }) as Promise<OpenAnswer>,
        read: (url, accept) =>
          ask(accepting({ method: 'GET', url, headers: {}, body: null }, accept), {
            effect: 'none',
            pinned: true,
            guard: undefined,
          }) as Promise<OpenAnswer>,
        async cancel(url) {
          await ask(
            { method: 'DELETE', url, headers: {}, body: null },
            {
              ...{ effect: 'none', pinned: true, guard: runtime.writes, via: undefined },
              expectation: { accept: 'nothing', goneIsDone: true },
            },
          );
        },
        check: (told) => checkAnswer(event, told, run),
        toFailure(problem) {
          const status = Number(Object(problem).status) || 500;
          const plain = kindOfStatus(status);
          // What it says about single values may repeat them.
          const {
            kind = plain,
            details,
            retryAfterMs,
          } = readProblem(problem, { status, plain, kinds: TOLD_BY_CODE });
          return new Failure(kind, { ...run, status, retryAfterMs, details });
        },
      };
    },
  };

  /** Describes the request. An exception of the app's own code here has had no effect. */
  async function describe(
    operation: OpaqueStream,
    input: unknown,
    run: Run,
  ): Promise<{ readonly value: unknown; readonly request: TransportRequest }> {
    try {
      requireSchema(operation.event);
      const parsed = await parseWith(operation.input, input);
      if (!parsed.ok) {
        throw new Failure(INPUT_INVALID, { ...run, details: { issues: parsed.issues } });
      }
      const { value } = parsed;
      return {
        value,
        request: toTransportRequest(atOnce(operation.request(value)), runtime.baseUrl),
      };
    } catch (error) {
      throw appFailure(error, run);
    }
  }
}

function accepting(request: TransportRequest, accept: string): TransportRequest {
  const headers = { ...request.headers, accept: `${accept}, application/problem+json;q=0.9` };
  return { ...request, headers };
}
