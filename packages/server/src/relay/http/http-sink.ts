import { Failure, isFailure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import {
  nextSpan,
  peek,
  TRACE_HEADER,
  utf8Length,
  webPlatform,
  withContext,
  type Platform,
  requireOptionsAlways,
} from '@holdfast/core/parts';
import { defect, refuseUnless } from '../../mistakes/defect.ts';
import { requireText } from '../../mistakes/require-value.ts';
import type { RelayedEvent } from '../relay-event.ts';
import type { RelaySink, RelayVerdict } from '../relay-sink.ts';
import { httpVerdict, type VerdictRules } from './http-verdict.ts';
import { nodePost, type Post, type Posted } from './node-post.ts';
import { createPacer } from './pacer.ts';

/** What a sink posts for one event. */
export interface HttpMessage {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A message, or the reason why an event has none. */
export type Rendered = HttpMessage | Failure;

/** The options that every sink over HTTP has. */
export interface HttpTarget {
  /** The name of the sink, which events name. */
  readonly name: string;
  /** The deadline of one attempt, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number;
  /**
   * With true, the address may be one of a private network and need not be `https`. Leave it false for an address
   * that comes from a user: it could lead to a service that only the server can reach. @default false
   */
  readonly privateNetwork?: boolean;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
}

export interface HttpSinkOptions extends HttpTarget {
  /** The address to post to. It is a secret: no failure, log or row contains it. */
  readonly url: string;
  /**
   * Makes the message of an event. A failure that it returns or throws is the verdict `dead`: no other attempt would
   * render another message.
   */
  readonly render: (event: RelayedEvent) => Rendered | Promise<Rendered>;
  /**
   * Whether the relay sends an event again when it may have arrived: the connection was cut after the request had
   * left. An event that is not sent again is dead with a failure whose effect is `unknown`, and its key goes past
   * it.
   * @default every event
   */
  readonly resendUncertain?: (event: RelayedEvent) => boolean;
  /** The longest message; a longer one is dead. @default 1 MiB */
  readonly maxBodyBytes?: number;
  /** Reads a word of the receiver from the text of a refusal, such as `invalid_blocks`. @default none */
  readonly wordOf?: (text: string) => string | undefined;
  /**
   * The least time from one message to the next, in milliseconds. With it, the sink also sends nothing before the
   * `Retry-After` of its receiver. @default 0: the sink sends messages at once
   */
  readonly everyMs?: number;
  /** The longest wait of a message for its turn within one attempt, in milliseconds. @default 5_000 */
  readonly maxWaitMs?: number;
}

const ANSWER_BYTES = 16 * 1024;
const MEBIBYTE = 1024 * 1024;

/**
 * A sink that posts each event to one address. 2xx is `done`; 408, 425, 429, 5xx and a dead network are `retry`, not
 * before `Retry-After`; 401, 403, 404, 407, 410 and a redirect are `blocked`; any other status is `dead`.
 */
export function httpSink(options: HttpSinkOptions): RelaySink {
  requireOptionsAlways('httpSink', options, {
    name: 'anything',
    url: 'anything',
    render: 'a function',
    resendUncertain: 'a function?',
    maxBodyBytes: 'a number from 1 on?',
    wordOf: 'a function?',
    everyMs: 'a number from 0 on?',
    maxWaitMs: 'a number from 0 on?',
    timeoutMs: 'a number from 1 on?',
    privateNetwork: 'true or false?',
    platform: 'an object with now, monotonic, schedule?',
  });

  const { name, timeoutMs = 10_000, privateNetwork = false, platform = webPlatform } = options;
  const { maxBodyBytes = MEBIBYTE, resendUncertain = () => true, wordOf } = options;
  const { everyMs = 0, maxWaitMs = 5_000 } = options;
  const url = addressOf(options.url, name, privateNetwork);
  const closing = new AbortController();
  const pacer = everyMs > 0 ? createPacer({ everyMs, maxWaitMs, platform }) : undefined;

  async function post(
    event: RelayedEvent,
    message: HttpMessage,
    rules: Pick<VerdictRules, 'resendUncertain'>,
    ended: AbortSignal,
  ): Promise<RelayVerdict> {
    const late = new AbortController();
    const cancel = platform.schedule(timeoutMs, () => late.abort());
    const signal = AbortSignal.any([ended, closing.signal, late.signal]);
    const posted = await nodePost({
      ...{ url, body: message.body, signal, privateNetwork, maxAnswerBytes: ANSWER_BYTES },
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Holdfast',
        ...message.headers,
        ...(event.traceparent !== undefined && { [TRACE_HEADER]: nextSpan(event.traceparent) }),
      },
    } satisfies Post);
    cancel();
    return httpVerdict(posted, {
      now: platform.now(),
      ...rules,
      ended: late.signal.aborted ? 'late' : signal.aborted ? 'stopped' : undefined,
      word: wordIn(posted),
    });
  }

  function wordIn(posted: Posted): string | undefined {
    if (!('text' in posted) || !wordOf) return undefined;
    try {
      return wordOf(posted.text);
    } catch {
      // The status alone decides.
      return undefined;
    }
  }

  /** Asked before the event is sent: afterwards, its exception would be the end of an event that arrived. */
  function resendRule(event: RelayedEvent): Pick<VerdictRules, 'resendUncertain'> | Failure {
    try {
      return { resendUncertain: resendUncertain(event) };
    } catch (error) {
      return asDefect(error);
    }
  }

  async function sendOne(event: RelayedEvent, signal: AbortSignal): Promise<RelayVerdict> {
    const message = await rendered(options.render, event);
    if (isFailure(message)) return { outcome: 'dead', failure: message };
    const rules = resendRule(event);
    if (isFailure(rules)) return { outcome: 'dead', failure: rules };
    if ((utf8Length(message.body) ?? 0) > maxBodyBytes) {
      const details = { limitBytes: maxBodyBytes };
      return { outcome: 'dead', failure: new Failure(catalogue.BODY_TOO_LARGE, { details }) };
    }
    if (signal.aborted || closing.signal.aborted) return { outcome: 'retry', failure: untried() };
    const early = await pacer?.turn(AbortSignal.any([signal, closing.signal]));
    if (early) return early;
    const verdict = await post(event, message, rules, signal);
    pacer?.note(verdict);
    return verdict;
  }

  return {
    name,
    async send(events, { signal }) {
      const stopped = new Map<string, RelayVerdict>();
      const verdicts: RelayVerdict[] = [];
      for (const event of events) {
        const place = JSON.stringify([event.topic, event.key]);
        // The receiver must not see an event before an earlier one of its key.
        // oxlint-disable-next-line no-await-in-loop -- one after another is the order
        const verdict = stopped.get(place) ?? (await sendOne(event, signal));
        if (holdsUp(verdict)) stopped.set(place, behind(verdict));
        verdicts.push(verdict);
      }
      return verdicts;
    },
    async close() {
      closing.abort();
    },
  };
}

type Unsent = Exclude<RelayVerdict, { readonly outcome: 'done' }>;

/** Whether the later events of the same key have to wait. */
function holdsUp(verdict: RelayVerdict): verdict is Unsent {
  return verdict.outcome !== 'done' && !(verdict.outcome === 'dead' && verdict.passes);
}

/** The verdict for an unsent event: an earlier event of its key did not arrive. */
function behind(verdict: Unsent): RelayVerdict {
  const failure = withContext(verdict.failure, { effect: 'none' });
  return verdict.outcome === 'dead' ? { outcome: 'retry', failure } : { ...verdict, failure };
}

function untried(): Failure {
  return new Failure(catalogue.ABORTED, { effect: 'none', retry: 'later' });
}

async function rendered(render: HttpSinkOptions['render'], event: RelayedEvent): Promise<Rendered> {
  try {
    const given: unknown = await render(event);
    if (isFailure(given) || isMessage(given)) return given;
    return defect('A sink of the relay: let `render` return `{ body }` with a text, or a failure.');
  } catch (error) {
    return asDefect(error);
  }
}

function isMessage(given: unknown): given is HttpMessage {
  return typeof peek(given, 'body') === 'string';
}

function asDefect(error: unknown): Failure {
  return isFailure(error) ? error : new Failure(catalogue.DEFECT, { effect: 'none', cause: error });
}

/** Reads the address. No sentence about a mistake in it may hold it. */
function addressOf(text: string, name: string, privateNetwork: boolean): URL {
  requireText('httpSink', { name }, 'events name their sink by it');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === 'https:' || (privateNetwork && url?.protocol === 'http:');
  refuseUnless(
    url !== undefined && isHttp && url.username === '' && url.password === '',
    `${name}: give \`url\` an address of \`https\` without a user, or set \`privateNetwork\` for one of \`http\`.`,
  );
  return url;
}
