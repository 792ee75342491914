import { createAlarm, type Platform } from '@holdfast/core/parts';
import { Failure, isFailure } from '@holdfast/core';
import { GENERATOR_GONE, GENERATOR_MISCONFIGURED } from '../../../contract/failures.ts';
import { rejected, stopped } from './openai-failures.ts';
import { fetchJson, type FetchJsonOptions } from './fetch-json.ts';
import { serverSentData } from './server-sent-data.ts';

export interface OpenTextOptions extends Pick<FetchJsonOptions, 'baseUrl' | 'apiKey' | 'body'> {
  /** Ends the opening. */
  readonly opening: AbortSignal;
  /** Ends the text, also after its first word. */
  readonly signal: AbortSignal;
  readonly stallMs: number;
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
}

export interface OpenedText {
  readonly first: string;
  readonly rest: AsyncGenerator<string, void>;
}

/** Asks for a text, and resolves when its first words are there. Until then the request may be repeated. */
export async function openText({
  opening,
  signal,
  stallMs,
  platform,
  ...request
}: OpenTextOptions): Promise<OpenedText> {
  const connection = new AbortController();
  const close = (): void => connection.abort();
  opening.addEventListener('abort', close);
  signal.addEventListener('abort', close);
  if (opening.aborted || signal.aborted) close();
  try {
    const path = 'chat/completions';
    const response = await fetchJson({ ...request, path, signal: connection.signal });
    const isStream = /^text\/event-stream\b/iu.test(response.headers.get('content-type') ?? '');
    if (!response.body || !isStream) {
      close();
      throw new Failure(GENERATOR_MISCONFIGURED, { details: { reason: 'request' } });
    }
    const pieces = piecesOf(serverSentData(response.body));
    const first = await pieces.next();
    // A text needs at least one word.
    if (first.done) throw new Failure(GENERATOR_GONE, { details: { reason: 'failed' } });
    opening.removeEventListener('abort', close);
    return { first: first.value, rest: rest(pieces, { signal, close, stallMs, platform }) };
  } catch (error) {
    opening.removeEventListener('abort', close);
    signal.removeEventListener('abort', close);
    if (isFailure(error, 'GENERATOR_STOPPED')) {
      if ((error.details as { reason?: unknown }).reason === 'refused') throw rejected();
      throw new Failure(GENERATOR_GONE, { details: { reason: 'failed' }, cause: error });
    }
    throw error;
  }
}

interface RestOptions extends Pick<OpenTextOptions, 'signal' | 'stallMs' | 'platform'> {
  readonly close: () => void;
}

/** The words after the first, each in time. */
async function* rest(
  pieces: AsyncGenerator<string, void>,
  { signal, close, stallMs, platform }: RestOptions,
): AsyncGenerator<string, void> {
  let isSilent = false;
  const alarm = createAlarm(platform, () => {
    isSilent = true;
    close();
  });
  try {
    for (;;) {
      alarm.set(stallMs);
      // oxlint-disable-next-line no-await-in-loop -- one piece after another
      const piece = await pieces.next();
      alarm.clear();
      if (piece.done) return;
      yield piece.value;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (isFailure(error)) throw error;
    throw stopped(isSilent ? 'silent' : 'cut', error);
  } finally {
    alarm.clear();
    signal.removeEventListener('abort', close);
    close();
  }
}

/** The pieces of text in the events of a chat. Ends in peace only where the server says that it is done. */
async function* piecesOf(events: AsyncIterable<string>): AsyncGenerator<string, void> {
  let isDone = false;
  for await (const data of events) {
    if (data === '[DONE]') return;
    const { error, choices } = parsed(data);
    if (error !== undefined) throw stopped('cut');
    const { delta, finish_reason: reason } = choices?.[0] ?? {};
    if (typeof delta?.content === 'string' && delta.content !== '') yield delta.content;
    if (reason === 'content_filter') throw stopped('refused');
    if (typeof reason === 'string') isDone = true;
  }
  if (!isDone) throw stopped('cut');
}

interface ChatChunk {
  readonly error?: unknown;
  readonly choices?: readonly {
    readonly delta?: { readonly content?: unknown };
    readonly finish_reason?: unknown;
  }[];
}

function parsed(data: string): ChatChunk {
  try {
    const chunk: unknown = JSON.parse(data);
    if (typeof chunk === 'object' && chunk !== null) return chunk;
  } catch {
    // It is named below.
  }
  throw stopped('malformed');
}
