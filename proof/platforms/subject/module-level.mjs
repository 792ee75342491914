import { check } from './attempt.mjs';

/** The composition of a client file that is loaded where there is no page. */
export async function atModuleLevel() {
  await isInert(await import('./at-module-level.mjs'));
}

/** Without a page, the state of the network is unknown, and no entry waits. */
export async function isInert({ holdfast }) {
  const { connectivity, outbox } = holdfast;
  await outbox.ready;
  check(connectivity.getSnapshot() !== 'offline', 'nothing is called offline');
  check(outbox.entries.getSnapshot().length === 0, 'the outbox holds nothing');
}
