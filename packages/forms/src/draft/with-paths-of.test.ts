import { expect, it } from 'vitest';
import { withPathsOf } from './with-paths-of.ts';

it('a draft never gets the value of an excluded field, also of one inside another', () => {
  const kept = { account: { name: 'Ada' }, keys: [{ hint: 'cat' }] };
  const typed = { account: { name: '', password: 'secret' }, keys: [{ secret: 'mice' }] };
  const shown = withPathsOf(kept, typed, ['account.password', 'keys.0.secret']);
  expect(shown).toEqual({
    account: { name: 'Ada', password: 'secret' },
    keys: [{ hint: 'cat', secret: 'mice' }],
  });
  expect(kept).toEqual({ account: { name: 'Ada' }, keys: [{ hint: 'cat' }] });
});
