// oxlint-disable-next-line import/no-unassigned-import -- it has to come before every schema
import '../../../demo/src/start/no-generated-code.ts';
import { signUp } from '../../../demo/contract/sign-in-operations.ts';
import { startFireside } from '../../../demo/src/holdfast.ts';
import { operate } from './operate.ts';
import type { Kind, Told } from './told.ts';

export interface RecoveryPage {
  signUp(name: string): Promise<string>;
  operate(kind: Kind, about: { readonly id: string; readonly number: number }): void;
  told(): readonly Told[];
  /** The entries that need the writer. */
  stuck(): readonly string[];
}

declare global {
  var recovery: RecoveryPage;
}

const fireside = await startFireside();
const { holdfast, account, outbox } = fireside;
const operations: ReturnType<typeof operate>[] = [];

globalThis.recovery = {
  async signUp(name) {
    const outcome = await holdfast.run(signUp, { name, password: 'a lantern in the fog' });
    if (outcome.kind !== 'live' || !outcome.value.account) throw new Error(outcome.kind);
    await account.signedIn(outcome.value.account);
    return outcome.value.account.subject;
  },
  operate(kind, about) {
    operations.push(operate(holdfast, kind, about));
  },
  told: () => operations.map((one) => one.told()),
  stuck: () =>
    outbox.entries
      .getSnapshot()
      .flatMap(({ operation, state }) =>
        state.kind === 'blocked' || state.kind === 'dead' ? [`${operation} ${state.kind}`] : [],
      ),
};
document.title = 'ready';
