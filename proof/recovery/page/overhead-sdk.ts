// oxlint-disable-next-line import/no-unassigned-import -- it has to come before every schema
import '../../../demo/src/start/no-generated-code.ts';
import { addNote, readCharacter, saveCharacter } from '../../../demo/contract/operations.ts';
import { signUp } from '../../../demo/contract/sign-in-operations.ts';
import { startFireside } from '../../../demo/src/holdfast.ts';
import { password, timed } from './overhead-page.ts';
import { sheet } from './sheet.ts';
import { showTexts } from './show-texts.ts';

const { holdfast, account } = await startFireside();
const show = showTexts();
let id = '';

async function requireLive(run: Promise<{ readonly kind: string }>): Promise<void> {
  const { kind } = await run;
  if (kind !== 'live') throw new Error(`It is ${kind}.`);
}

globalThis.overhead = {
  async signUp(name) {
    const outcome = await holdfast.run(signUp, { name, password });
    if (outcome.kind === 'live' && outcome.value.account) {
      await account.signedIn(outcome.value.account);
    }
  },
  save: (number) =>
    timed(() => {
      id = crypto.randomUUID();
      const input = { ...sheet(id, number), basedOn: null, revision: '1' };
      return requireLive(holdfast.run(saveCharacter, input));
    }),
  note: (number) =>
    timed(async () => {
      await requireLive(holdfast.run(addNote, { characterId: id, text: `Note ${number}` }));
      show(`Note ${number}`);
    }),
  read: () => timed(() => requireLive(holdfast.run(readCharacter, { id }))),
};
document.title = 'ready';
