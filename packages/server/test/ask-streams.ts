import { createDurableStreams, memoryDurableStore } from '@holdfast/server/durable-streams';
import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import type { DurableStreamsOptions } from '../src/streams/durable/create-durable-streams.ts';

export interface Asked {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server of durable streams in virtual time, and a client that sends it requests. */
export interface StreamsUnderTest {
  readonly platform: VirtualPlatform;
  /** Sends `GET /a?offset=-1` and the like. */
  readonly ask: (request: string, asked?: Asked) => Promise<Response>;
}

export function streamsUnderTest(
  options: Partial<DurableStreamsOptions> = {},
  platform: VirtualPlatform = createVirtualPlatform(),
): StreamsUnderTest {
  const store = memoryDurableStore({ platform });
  const streams = createDurableStreams({ store, platform, ...options });
  return {
    platform,
    ask(request, { body, headers, signal } = {}) {
      const [method = '', path = ''] = request.split(' ');
      return streams(
        new Request(`http://test${path}`, {
          method,
          ...(body !== undefined && { body }),
          ...(signal && { signal }),
          headers: { ...(body !== undefined && { 'content-type': 'text/plain' }), ...headers },
        }),
      );
    },
  };
}

/** The status and the code of a refusal, such as `404 NOT_FOUND`; only the status of another answer. */
export async function outcome(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status < 400) return String(response.status);
  const { code } = (await response.json()) as { readonly code: string };
  return `${response.status} ${code}`;
}
