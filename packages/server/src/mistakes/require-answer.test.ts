import { expect, it } from 'vitest';
import { requireAnswer } from './require-answer.ts';

async function readAlready(): Promise<Response> {
  const response = Response.json({});
  await response.text();
  return response;
}

function lockedAlready(): Response {
  const response = Response.json({});
  response.body?.getReader();
  return response;
}

it.each<[string, () => unknown, RegExp]>([
  ['nothing', () => undefined, /answered nothing: return a Response/],
  ['null', () => null, /answered nothing/],
  ['a value', () => ({ id: 1 }), /no Response: return `Response\.json\(value\)`/],
  ['a text', () => 'done', /no Response/],
  ['a Response that was read', readAlready, /read already: return `response\.clone\(\)`/],
  ['a Response that is being read', lockedAlready, /read already/],
  ['an error of the network', () => Response.error(), /status 0.*from 200 to 599/],
  [
    'a stream of events',
    () => new Response('', { headers: { 'content-type': 'text/event-stream' } }),
    /use `createStreamServer`/,
  ],
])('says in one sentence what to answer in place of %s', async (_, answer, sentence) => {
  const thrown = await Promise.resolve(answer()).then((answered) => {
    try {
      requireAnswer('work', answered);
    } catch (error) {
      return error;
    }
    return undefined;
  });
  expect(thrown).toMatchObject({ code: 'DEFECT', effect: 'none' });
  const { remedy } = (thrown as { details: { remedy: string } }).details;
  expect(remedy).toMatch(sentence);
  expect(remedy).toMatch(/^`work` answered [^\n]+\.$/);
});

it.each([
  [Response.json({})],
  [new Response(null, { status: 204 })],
  [Response.redirect('http://a/')],
])('accepts an answer that can be sent to a client', (answer) => {
  expect(() => requireAnswer('work', answer)).not.toThrow();
});
