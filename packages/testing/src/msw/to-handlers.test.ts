import * as msw from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { serveLoopback } from '../node/loopback-server.ts';
import { createVirtualPlatform } from '../virtual-platform.ts';
import type { ScenarioStep } from '../scenario/scenario.ts';
import { playScenario, type ToldFault } from '../scenario/scenario-play.ts';
import { toHandlers } from './to-handlers.ts';

const network = setupServer();
beforeAll(() => network.listen());
afterAll(() => network.close());

let asked = 0;
const notes = msw.http.post('https://api.example/notes', () => {
  asked += 1;
  return msw.HttpResponse.json({ id: 'n1' }, { status: 201 });
});
const post = () => fetch('https://api.example/notes', { method: 'POST' });
const play = (step: ScenarioStep): void => {
  asked = 0;
  network.resetHandlers(...toHandlers(msw, { seed: 1, steps: [step] }, [notes]));
};

describe('handlers of MSW with a scenario', () => {
  it.each<[string, ScenarioStep, number]>([
    ['a refused connection', { network: { refused: 1 } }, 0],
    ['a cut request', { network: { cutRequest: 1 } }, 0],
    ['a cut answer', { network: { cutAnswer: 1 } }, 1],
  ])('fail in the same way as the network: %s', async (_, step, arrived) => {
    play(step);
    await expect(post()).rejects.toThrow(TypeError);
    expect(asked).toBe(arrived);
  });

  it.each<[ScenarioStep['answers'] & {}, number, string, number]>([
    [{ 429: 1 }, 429, 'Not so fast.', 0],
    [{ 500: 1 }, 500, 'The server failed.', 1],
    [{ wrongJson: 1 }, 201, '{"unexpected":true}', 1],
    [{ truncated: 1 }, 201, '{"id"', 1],
    [{ slow: 1, slowMs: 1 }, 201, '{"id":"n1"}', 1],
  ])('give another answer for %j', async (answers, status, body, arrived) => {
    play({ network: { delayMs: 1 }, answers });
    const answer = await post();
    expect([answer.status, await answer.text(), asked]).toEqual([status, body, arrived]);
  });

  it('ask the real server for a request without a handler, and give its answer the fault', async () => {
    const server = await serveLoopback((request, response) => {
      if (request.url === '/plain') return void response.end('0123456789');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('x'.repeat(10_000));
    });
    onTestFinished(() => server.close());
    play({ answers: { truncated: 1 } });
    expect(await (await fetch(`${server.url}/plain`)).text()).toBe('01234');
    const stream = await (await fetch(`${server.url}/stream`)).text();
    expect(stream).toMatch(/^x+$/);
    expect(stream.length).toBeLessThan(10_000);
    expect(asked).toBe(0);
  });

  it('draw the same faults as every other player', async () => {
    const scenario = {
      seed: 5,
      steps: [{ forRequests: 12, network: { cutAnswer: 0.4 }, answers: { 503: 0.3 } }],
    };
    const told: ToldFault[] = [];
    network.resetHandlers(
      ...toHandlers(msw, scenario, [notes], { told: (fault) => void told.push(fault) }),
    );
    const wanted = playScenario(scenario, { platform: createVirtualPlatform() });
    for (let nth = 1; nth <= 12; nth += 1) {
      await post().catch(() => {});
      wanted.next('POST /notes');
    }
    expect(told.map(({ nth, fault }) => [nth, fault])).toEqual(
      wanted.told().map(({ nth, fault }) => [nth, fault]),
    );
    expect(told.length).toBeGreaterThan(3);
  });
});
