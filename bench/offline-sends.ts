import { createCell, fetchTransport, type Transport } from '@holdfast/core';
import { createOutbox } from '@holdfast/offline';
import { timed } from './harness/timed.ts';
import { newEntry, OWNER } from './offline-entries.ts';
import { watchTasks } from './offline-longest-task.ts';
import { fill, freshName, open, untilEmpty } from './offline-outboxes.ts';
import { alternate, pause, type Samples } from './offline-rounds.ts';

/** From the opening of an outbox that is filled to its first send. */
export async function firstSend(
  count: number,
  rounds: number,
): Promise<Samples & { longestMs: number[]; listedMs: number[] }> {
  const many = freshName();
  const few = freshName();
  await fill(many, count, 100);
  await fill(few, 10, 10);
  const longestMs: number[] = [];
  const listedMs: number[] = [];
  const start = (name: string, isMany: boolean) => async (): Promise<number> => {
    const sent = Promise.withResolvers<number>();
    const transport: Transport = {
      send() {
        sent.resolve(performance.now());
        return new Promise(() => {});
      },
    };
    const stop = watchTasks();
    const began = performance.now();
    const identity = createCell({ subject: OWNER });
    const outbox = createOutbox({ transport, name, identity });
    const ms = (await sent.promise) - began;
    await outbox.ready;
    if (isMany) {
      listedMs.push(performance.now() - began);
      await pause(50);
      longestMs.push(stop());
    } else stop();
    await outbox.dispose();
    return ms;
  };
  const samples = await alternate(rounds, start(many, true), start(few, false));
  return { ...samples, longestMs: longestMs.slice(1), listedMs: listedMs.slice(1) };
}

/** Sends of entries that are queued already over four lanes, against as many bare sends, four at once. */
export async function drain(
  count: number,
  rounds: number,
): Promise<Samples & { longestMs: number[] }> {
  let stop: (() => number) | undefined;
  const ours = async (watch?: typeof watchTasks): Promise<number> => {
    const name = freshName();
    await fill(name, count, 4);
    stop = watch?.();
    const start = performance.now();
    const outbox = await open({ name, transport: fetchTransport() });
    await untilEmpty(outbox);
    const ms = performance.now() - start;
    await outbox.dispose();
    return ms;
  };
  const samples = await alternate(
    rounds,
    () => ours(),
    () =>
      timed(async () => {
        let left = count;
        const lane = async (): Promise<void> => {
          while (left > 0) {
            left -= 1;
            const { request } = newEntry('bare');
            const answer = await fetch(request.url, {
              ...{ method: 'POST', body: request.body as string, headers: request.headers },
            });
            await answer.arrayBuffer();
          }
        };
        await Promise.all([lane(), lane(), lane(), lane()]);
      }),
  );
  // In a drain of its own, because the watching keeps the page busy.
  await ours(watchTasks);
  return { ...samples, longestMs: [stop?.() ?? Number.NaN] };
}
