// Installs Debian's `librdkafka1`, whose mock brokers stand for Kafka in tests. Where `CI` is set, it must be there
// afterwards. Elsewhere the tests of Kafka are skipped without it.
import { spawnSync } from 'node:child_process';
import { KafkaMockMissing, startKafkaMock } from '@holdfast/testing/node';

/** The part that the mock lacks on this machine, or undefined when it starts. */
async function missing(): Promise<string | undefined> {
  try {
    const mock = await startKafkaMock({ brokers: 1 });
    await mock.stop();
    return undefined;
  } catch (error) {
    if (error instanceof KafkaMockMissing) return error.missing;
    throw error;
  }
}

const apt = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };

let lacks = await missing();
if (lacks !== undefined) {
  console.log('Getting the brokers of Kafka to test with …');
  const packages = ['librdkafka1', 'python3'];
  const words = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  // A second install, after the lists, for a machine that has none yet.
  if (spawnSync('apt-get', words, apt).status !== 0) {
    spawnSync('apt-get', ['update', '-qq'], apt);
    spawnSync('apt-get', words, apt);
  }
  lacks = await missing();
}
if (lacks !== undefined) {
  const inCi = process.env['CI'] === 'true';
  console.log(
    `There is no ${lacks}, and this user cannot install it: the tests of Kafka ${inCi ? 'would be' : 'are'} skipped.`,
  );
  if (inCi) process.exitCode = 1;
}
