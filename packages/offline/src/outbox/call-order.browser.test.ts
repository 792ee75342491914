import { expect, it, onTestFinished } from 'vitest';
import { addRequest } from './add-request.ts';
import { createStage, entry } from './outbox-stage.contract.ts';

it('entries are stored in the order of the calls, also when the first has a body of 2 MB and the second a word', async () => {
  const stage = createStage();
  onTestFinished(() => stage.close());
  const outbox = await stage.open();
  const post = (body: BodyInit, operation: string): Promise<unknown> =>
    addRequest(outbox, new Request('/api/notes', { method: 'POST', body }), {
      ...{ lane: 'notes', operation, platform: stage.platform },
    });
  const names: string[] = [];
  const calls: Promise<unknown>[] = [];
  for (let round = 0; round < 5; round += 1) {
    names.push(`large ${round}`, `word ${round}`, `entry ${round}`);
    calls.push(post(new Blob([new Uint8Array(2_000_000)]), `large ${round}`));
    calls.push(post('word', `word ${round}`));
    const operation = `entry ${round}`;
    calls.push(outbox.add(entry(operation, { lane: 'notes', operation })));
  }
  await Promise.all(calls);
  const listed = outbox.entries.getSnapshot();
  expect(listed.map(({ operation }) => operation)).toEqual(names);
  expect((await stage.server.next()).request.body).toHaveLength(2_000_000);
});
