import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { KafkaMockMissing } from './kafka-mock-missing.ts';
import { startKafkaMock } from './start-kafka-mock.ts';

const mock = await startKafkaMock({ brokers: 2 }).catch((error: unknown) => {
  if (error instanceof KafkaMockMissing && process.env['CI'] !== 'true') return undefined;
  throw error;
});

/** Whether a broker takes connections. */
const reach = (address = '') =>
  new Promise((resolve) => {
    const [host, port] = address.split(':');
    const socket = connect(Number(port), host);
    socket.on('connect', () => (socket.destroy(), resolve('open')));
    socket.on('error', () => resolve('refused'));
  });

describe.skipIf(mock === undefined)('the mock of Kafka', () => {
  afterAll(() => mock?.stop());

  it('listens on loopback with as many brokers as the test wants', async () => {
    expect(mock?.brokers).toHaveLength(2);
    for (const address of mock?.brokers ?? []) {
      const [host = '', port] = address.split(':');
      expect(host).toBe('127.0.0.1');
      const socket = connect(Number(port), host);
      await once(socket, 'connect');
      socket.destroy();
    }
  });

  it('takes one broker down and up again, and every other command that a test gives', async () => {
    await mock?.down(2);
    expect(await Promise.all((mock?.brokers ?? []).map(reach))).toEqual(['open', 'refused']);
    await mock?.up(2);
    expect(await reach(mock?.brokers[1])).toBe('open');
    await mock?.setRoundTrip(1, 0);
    await mock?.createTopic('mail', 1);
    await mock?.setTopicError('mail', 0);
    await mock?.pushErrors('Produce', [19]);
    await mock?.clearErrors('Produce');
  });

  it('says which command it refused', async () => {
    await mock?.createTopic('notes', 1);
    await expect(mock?.createTopic('notes', 1)).rejects.toThrow('refused createTopic,notes');
    await expect(mock?.setLeader('notes', 0, 9)).rejects.toThrow('refused setLeader,notes');
  });

  it('takes no command after its end', async () => {
    await mock?.stop();
    await mock?.stop();
    await expect(mock?.down()).rejects.toThrow('has ended');
  });
});

it('names the part that the machine lacks', async () => {
  const python = startKafkaMock({ python: '/nowhere/python3' });
  await expect(python).rejects.toMatchObject({ name: 'KafkaMockMissing', missing: 'python3' });
  const library = startKafkaMock({ library: 'nothing.so' });
  await expect(library).rejects.toMatchObject({ missing: 'librdkafka' });
});
