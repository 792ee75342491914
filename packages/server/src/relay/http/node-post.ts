import type { LookupAddress, LookupOptions } from 'node:dns';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** The sink does not read the rest of a longer answer. */
  readonly maxAnswerBytes: number;
  /** Whether the host may be one of a private network. */
  readonly privateNetwork: boolean;
}

export type Posted =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** The beginning of the answer. It may be cut. */
      readonly text: string;
    }
  /** No answer came. `isSent`: whether the whole request has left, so that the receiver may have acted on it. */
  | { readonly error: unknown; readonly isSent: boolean };

/** The host of the address lies in a private network, and the sink may not connect to one. */
export const PRIVATE_ADDRESS = 'HOLDFAST_PRIVATE_ADDRESS';

/**
 * Posts a body once, on a new connection: when a kept connection ends, the sink could not tell whether the request
 * had arrived. Follows no redirect. Never rejects.
 */
export async function nodePost(post: Post): Promise<Posted> {
  const { url, body, signal, privateNetwork } = post;
  const { request } = await (url.protocol === 'https:'
    ? import('node:https')
    : import('node:http'));
  const { lookup } = await import('node:dns');
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  // Node does not call the resolver for a host that is an IP address.
  if (!privateNetwork && isAddress(host) && !isPublicAddress(host)) return refused();
  return new Promise((resolve) => {
    let isConnected = false;
    let isSent = false;
    const fail = (error: unknown): void => resolve({ error, isSent });
    let sending: ClientRequest;
    try {
      sending = request(url, {
        method: 'POST',
        agent: false,
        headers: { ...post.headers, 'content-length': Buffer.byteLength(body) },
        signal,
        ...(privateNetwork ? {} : { lookup: publicOnly(lookup) }),
      });
    } catch (error) {
      // Characters that a header must not contain.
      fail(error);
      return;
    }
    sending.on('socket', (socket) => {
      const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
      socket.once(ready, () => (isConnected = true));
    });
    sending.on('finish', () => (isSent = isConnected));
    sending.on('error', fail);
    sending.on('response', (answer) => {
      const end = async (): Promise<void> => {
        const text = await begin(answer, post.maxAnswerBytes);
        // The status has come; the rest of the answer does not change the verdict.
        sending.destroy();
        resolve({ status: answer.statusCode ?? 0, headers: firstValues(answer), text });
      };
      void end();
    });
    sending.end(body);
  });
}

async function begin(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of answer) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).byteLength;
      if (size >= maxBytes) break;
    }
  } catch {
    // Of a cut answer, the sink reads the beginning that came.
  }
  return Buffer.concat(pieces).subarray(0, maxBytes).toString('utf8');
}

function firstValues({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

const privateAddress = (): Error =>
  Object.assign(new Error('The host is private.'), { code: PRIVATE_ADDRESS });

const refused = (): Posted => ({ error: privateAddress(), isSent: false });

/** Resolves names to public addresses only. The connection goes to the address that was checked. */
function publicOnly(
  lookup: (
    host: string,
    options: LookupOptions & { all: true },
    done: (error: Error | null, found: LookupAddress[]) => void,
  ) => void,
): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return done(error ?? privateAddress(), '', 0);
      if (!found.every(({ address }) => isPublicAddress(address))) {
        return done(privateAddress(), '', 0);
      }
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };
}
