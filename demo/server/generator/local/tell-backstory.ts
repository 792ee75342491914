import type { TextPrompt } from '../generator.ts';
import type { Decks } from './decks.ts';
import { seededRandom } from './seeded-deck.ts';
import { isBroken } from './is-broken.ts';
import { fitting } from './fitting.ts';
import { createTeller } from './teller.ts';
import { capital, tokensOf } from './tokens.ts';

/** Tells where a character comes from, or goes on with it. */
export function tellBackstory(prompt: TextPrompt, decks: Decks): readonly string[] {
  const { before, people, wish, words } = prompt;
  const hero = people[0] ?? { name: 'X', role: '', traits: [], backstory: '' };
  const random = seededRandom(`${prompt.seed}\n${hero.name}\n${before.length}`);
  const trait = hero.traits[Math.floor(random() * hero.traits.length)]?.trim();
  const [thing] = decks.things;
  const tokens = {
    ...(thing && tokensOf(decks, [hero], thing)),
    ...(trait && { t: trait, T: capital(trait) }),
    w: wish.replaceAll(/\s+/gu, ' ').trim(),
  };
  const { next } = createTeller({ random, tokens, slots: {}, before });
  const { broken, births, losses, trades, marks, nows } = decks.backstory;
  const isNew = before.trim() === '';
  const parts = [
    ...(isNew ? [next(births)] : []),
    next(losses),
    ...(hero.role === '' ? [] : [next(trades)]),
    ...(trait ? [next(decks.trait)] : [next(decks.habit)]),
    next(marks),
    next(nows),
  ];
  const told = fitting(parts, words).filter((part) => part !== '');
  const lead = isBroken(before) ? [next(broken)] : [];
  const half = Math.min(told.length, isNew ? 3 : 2);
  return [...lead, told.slice(0, half).join(' '), told.slice(half).join(' ')].filter(
    (part) => part !== '',
  );
}
