import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { TextPrompt } from '../generator.ts';
import { createOpenAiGenerator, type OpenAiGeneratorOptions } from './openai-generator.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

// A server that speaks the API of OpenAI, over real HTTP. Each test says how it answers, request by request.
let answers: Answer[] = [];
let requests: { readonly url: string; readonly key: string; readonly body: unknown }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    const { url = '', headers } = request;
    requests.push({ url, key: headers.authorization ?? '', body: JSON.parse(body) });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response, body);
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  answers = [];
  requests = [];
});

const prompt: TextPrompt = {
  ...{ seed: 's', language: 'de', words: 40, before: '', wish: 'with rain' },
  people: [{ name: 'Mara', role: 'keeper', traits: ['patient'], backstory: '' }],
  story: { title: 'Regen', setting: 'Ein Hafen', tone: 'wry' },
};

const generator = (options: Partial<OpenAiGeneratorOptions> = {}) =>
  createOpenAiGenerator({
    ...{ baseUrl, apiKey: 'secret', textModel: 'writer', imageModel: 'painter', retryMs: 1 },
    ...options,
  });

const chunk = (content: string, finish_reason: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason }] })}\n\n`;

const stream =
  (...parts: readonly string[]): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    for (const part of parts) response.write(part);
    response.end();
  };

const refuse =
  (status: number, code = 'none', headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { code, message: 'no' } }));
  };

/** The text that came, and the failure after it. */
async function written(
  by = generator(),
  signal = new AbortController().signal,
): Promise<{ readonly text: string; readonly failure: unknown }> {
  let text = '';
  try {
    for await (const piece of by.write(prompt, { signal })) text += piece;
    return { text, failure: undefined };
  } catch (failure) {
    return { text, failure };
  }
}

const failureOf = async (answer: Answer, by = generator()): Promise<unknown> => {
  answers = [answer];
  return (await written(by)).failure;
};

describe('a text', () => {
  it('comes piece by piece, from a request in the language and with the facts of its writer', async () => {
    answers = [
      stream(': ping\n\n', chunk(''), chunk('Es '), chunk('regnete.', 'stop'), 'data: [DONE]\n\n'),
    ];
    expect(await written()).toEqual({ text: 'Es regnete.', failure: undefined });
    expect(requests).toMatchObject([
      {
        ...{ url: '/v1/chat/completions', key: 'Bearer secret' },
        body: { model: 'writer', stream: true, messages: [{ role: 'system' }, { role: 'user' }] },
      },
    ]);
    const said = JSON.stringify(requests[0]?.body);
    for (const fact of ['German', '40 words', 'Mara', 'keeper', 'patient', 'Regen', 'with rain'])
      expect(said).toContain(fact);
  });

  it('comes whole although its bytes are cut anywhere', async () => {
    const bytes = Buffer.from(chunk('Größe 🦊 ') + chunk('zählt.', 'stop') + 'data: [DONE]\n\n');
    answers = [
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const byte of bytes) response.write(Buffer.from([byte]));
        response.end();
      },
    ];
    expect((await written()).text).toBe('Größe 🦊 zählt.');
  });

  it('needs no key where the server needs none', async () => {
    answers = [stream(chunk('Hi', 'stop'))];
    await written(generator({ apiKey: undefined }));
    expect(requests[0]?.key).toBe('');
  });

  it('is asked for again before its first word, and never after it', async () => {
    answers = [refuse(503), refuse(500), stream(chunk('Hi', 'stop'), 'data: [DONE]\n\n')];
    expect(await written()).toEqual({ text: 'Hi', failure: undefined });
    expect(requests).toHaveLength(3);
    answers = [stream(chunk('Hi'))];
    expect(await written()).toMatchObject({
      text: 'Hi',
      failure: { code: 'GENERATOR_STOPPED', details: { reason: 'cut' }, effect: 'applied' },
    });
    expect(requests).toHaveLength(4);
  });

  it('stops at once when its reader stops', async () => {
    const stop = new AbortController();
    let closed: (() => void) | undefined;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    answers = [
      (_, response) => {
        response.on('close', () => closed?.());
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(chunk('Hi'));
      },
    ];
    const pieces = generator().write(prompt, { signal: stop.signal })[Symbol.asyncIterator]();
    expect(await pieces.next()).toMatchObject({ value: 'Hi' });
    stop.abort();
    await expect(pieces.next()).rejects.toBeDefined();
    await isClosed;
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'invalid_api_key', 'GENERATOR_MISCONFIGURED', { reason: 'key' }],
    [403, 'none', 'GENERATOR_MISCONFIGURED', { reason: 'key' }],
    [429, 'insufficient_quota', 'GENERATOR_MISCONFIGURED', { reason: 'key' }],
    [404, 'model_not_found', 'GENERATOR_MISCONFIGURED', { reason: 'model' }],
    [400, 'none', 'GENERATOR_MISCONFIGURED', { reason: 'request' }],
    [400, 'content_policy_violation', 'PROMPT_REJECTED', { reason: 'generator' }],
  ] as const)('%i %s is %s, and asked once', async (status, code, expected, details) => {
    const failure = await failureOf(refuse(status, code));
    expect(failure).toMatchObject({ code: expected, details, effect: 'none', retry: 'never' });
    expect(requests).toHaveLength(1);
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('for too many requests says when to come again', async () => {
    expect(await failureOf(refuse(429, 'rate_limit', { 'retry-after': '30' }))).toMatchObject({
      ...{ code: 'GENERATOR_BUSY', retryAfterMs: 30_000, details: { places: 'generator' } },
    });
    expect(requests).toHaveLength(1);
  });

  it('of a server in trouble counts as an unreachable generator, after three attempts', async () => {
    expect(await failureOf(refuse(502))).toMatchObject({
      ...{ code: 'GENERATOR_GONE', details: { reason: 'failed' }, attempts: 3, effect: 'none' },
    });
    expect(requests).toHaveLength(3);
  });

  it('leaves a server alone that keeps failing', async () => {
    const by = generator();
    for (let time = 0; time < 4; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await failureOf(refuse(500), by);
    }
    const asked = requests.length;
    expect(await failureOf(refuse(500), by)).toMatchObject({ code: 'GENERATOR_GONE' });
    expect(requests).toHaveLength(asked);
  });

  it('by a filter within the text keeps the words before it', async () => {
    answers = [stream(chunk('Hi'), chunk('', 'content_filter'))];
    expect(await written()).toMatchObject({
      ...{ text: 'Hi', failure: { code: 'GENERATOR_STOPPED', details: { reason: 'refused' } } },
    });
    expect(await failureOf(stream(chunk('', 'content_filter')))).toMatchObject({
      code: 'PROMPT_REJECTED',
    });
  });
});

const page: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<h1>Welcome</h1>');
};

async function closedAddress(): Promise<string> {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  await once(gone, 'close');
  return `http://127.0.0.1:${port}`;
}

describe('a server that breaks', () => {
  it('counts as unreachable when no server listens at the address', async () => {
    expect(await failureOf(stream(), generator({ baseUrl: await closedAddress() }))).toMatchObject({
      ...{ code: 'GENERATOR_GONE', details: { reason: 'unreachable' } },
    });
  });

  it('counts as unreachable when it sends nothing', async () => {
    expect(await failureOf(() => {}, generator({ firstWordMs: 60 }))).toMatchObject({
      ...{ code: 'GENERATOR_GONE', details: { reason: 'silent' } },
    });
  });

  it('is a mistake of its operator when it answers with something else', async () => {
    expect(await failureOf(page)).toMatchObject({
      ...{ code: 'GENERATOR_MISCONFIGURED', details: { reason: 'request' } },
    });
  });

  const cutAfterHi: Answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('Hi'), () => response.destroy());
  };
  const silentAfterHi: Answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('Hi'));
  };

  it.each([
    ['cut', cutAfterHi],
    ['cut', stream(chunk('Hi'), 'data: {"error":{"message":"overloaded"}}\n\n')],
    ['malformed', stream(chunk('Hi'), 'data: {"choices":[{\n\n')],
    ['silent', silentAfterHi],
  ] as const)('within a text keeps its words, and says: %s', async (reason, answer) => {
    answers = [answer];
    expect(await written(generator({ stallMs: 80 }))).toMatchObject({
      ...{ text: 'Hi', failure: { code: 'GENERATOR_STOPPED', details: { reason } } },
    });
    expect(requests).toHaveLength(1);
  });
});

describe('a picture', () => {
  const sitting = { seed: 's', description: 'a keeper' } as const;
  const look = { paper: 'moss', silhouette: 'tall', age: 70 } as const;
  const { signal } = new AbortController();
  const draw = () => generator().draw({ ...sitting, look }, { signal });
  const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');

  it('has the type of its bytes', async () => {
    answers = [(_, response) => response.end(JSON.stringify({ data: [{ b64_json: png }] }))];
    expect(await draw()).toMatchObject({ type: 'image/png' });
    expect(requests).toMatchObject([{ url: '/v1/images/generations', body: { model: 'painter' } }]);
  });

  it('fails when the bytes are those of a page', async () => {
    const script = Buffer.from('<script>').toString('base64');
    answers = [(_, response) => response.end(JSON.stringify({ data: [{ b64_json: script }] }))];
    await expect(draw()).rejects.toMatchObject({ code: 'GENERATOR_GONE' });
  });

  it('is refused with the names that texts have', async () => {
    answers = [refuse(400, 'moderation_blocked')];
    await expect(draw()).rejects.toMatchObject({ code: 'PROMPT_REJECTED' });
  });
});
