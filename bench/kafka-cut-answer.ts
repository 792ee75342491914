import { type KafkaProxy, judgeSequences } from '@holdfast/testing/node';
import type { OpenKafkaWriter } from './kafka-contestants.ts';

export interface CutAnswer {
  /** Messages that the broker takes for repeats of others, although they are new. */
  readonly lost: number;
  /** Messages that stand behind a later one of their key. */
  readonly late: number;
  /** Messages that stand in the log twice. */
  readonly twice: number;
}

/** Sends 30 messages of one key at once while the answer to one of the first is cut. Says what a real broker has. */
export async function cutOneAnswer(
  proxy: KafkaProxy,
  open: OpenKafkaWriter,
  topic: string,
): Promise<CutAnswer> {
  const writer = await open(proxy.brokers);
  const message = (id: number) => ({ topic, key: 'one', value: 'x'.repeat(100), id: `${id}` });
  // Connected, and with a producer id.
  await writer.send([message(0)]);
  proxy.clear();
  const takeBack = proxy.cut({ api: 'Produce', at: 'answer' });
  const ids = Array.from({ length: 30 }, (_, index) => index + 1);
  await Promise.all(ids.map((id) => writer.send([message(id)])));
  takeBack();
  await writer.close();
  const order = judgeSequences(proxy.taken()).log.map(({ headers }) => Number(headers['ce_id']));
  const firsts = [...new Set(order)];
  return {
    lost: ids.length - firsts.length,
    late: firsts.filter((id, index) => firsts.slice(0, index).some((other) => other > id)).length,
    twice: order.length - firsts.length,
  };
}
