import { wordCount } from '../../../contract/word-count.ts';
import type { Person, TextPrompt } from '../generator.ts';
import type { Decks, Surroundings, Thing } from './decks.ts';
import { isBroken } from './is-broken.ts';
import { fitting } from './fitting.ts';
import { seededRandom, shuffled } from './seeded-deck.ts';
import { createTeller, type Teller } from './teller.ts';
import { capital, shortName, tokensOf } from './tokens.ts';

const SHORT = 250;

/**
 * Tells a story, or goes on with one: an opening, the thing, talk and doubt in turns, the truth, a choice, an end.
 * Longer stories have more turns.
 */
export function tellStory(prompt: TextPrompt, decks: Decks): readonly string[] {
  const { before, story = { title: '', setting: '', tone: 'warm' } } = prompt;
  const random = seededRandom(`${prompt.seed}\n${story.title}\n${before.length}`);
  const people = castOf(prompt, decks, random);
  // Each name stands in full once.
  const words = prompt.words - people.reduce((sum, { name }) => sum + wordCount(name) - 1, 0);
  const { next, thing, facts } = tellerOf(prompt, decks, people, random);
  const isNew = before.trim() === '';

  /** Adds a sentence where the text does not say its fact already. */
  const withFact = (text: string, fact: string, deck: readonly string[]): string =>
    fact === '' || text.includes(fact) ? text : `${text} ${next(deck)}`.trim();
  const { wished, trait } = facts;
  const opening = isNew
    ? withFact(next(decks.openings), words < SHORT ? '' : trait, decks.trait)
    : '';
  const arrival = isNew ? withFact(next(decks.arrivals), wished, decks.wishLater) : '';
  const entrance = isNew ? next(decks.entrances) : '';
  const second = people[1] && shortName(people[1].name);
  // The second character comes in before anything is said.
  const isThere = second !== undefined && arrival.includes(second);
  const first = isNew
    ? [opening, ...(isThere ? [entrance, arrival] : [arrival, entrance])]
    : [
        ...(isBroken(before) ? [next(decks.broken)] : []),
        withFact(next(decks.resumes), wished, decks.wishLater),
      ];
  // A short story has no room for a long end.
  const endings = [next(decks.endings[story.tone]), next(decks.endings[story.tone])];
  const byLength = endings.toSorted((one, other) => one.length - other.length);
  const ending = (words < SHORT ? byLength : endings).find((text) => text !== '') ?? '';
  const named = isNew && story.title !== '' ? next(decks.named) : '';
  const last = [next(decks.choices), named === '' ? ending : `${ending} ${named}`];
  const truth = isTold(before, thing) ? '' : next(thing);

  // The frame comes first. What room is left, the turns in the middle fill.
  const frame = fitting(
    [opening, arrival, ...(isNew ? [] : first), ending, entrance, truth, last[0] ?? ''],
    words,
  );
  const has = (text: string): boolean => text !== '' && frame.includes(text);
  let left = words - frame.reduce((sum, text) => sum + wordCount(text), 0);
  const middle: string[] = [];
  const decksInTurn = [decks.talks, decks.middles, decks.middles];
  for (let turn = 0, misses = 0; misses < 6; turn += 1) {
    const text = next(decksInTurn[turn % decksInTurn.length] ?? decks.middles);
    const count = wordCount(text);
    if (count === 0 || count > left) {
      misses += 1;
      continue;
    }
    middle.push(text);
    left -= count;
  }
  const isNamed = has(ending) && wordCount(named) <= left;
  const told = [
    ...first.filter(has),
    ...middle,
    ...[truth, last[0] ?? ''].filter(has),
    ...(has(ending) ? [isNamed ? (last[1] ?? ending) : ending] : []),
  ];
  const paragraphs = told.flatMap((text) => text.split('\n')).filter((text) => text !== '');
  return isNew ? withWholeNames(paragraphs, people) : paragraphs;
}

/** Names each character in full where the story first mentions them. */
function withWholeNames(
  paragraphs: readonly string[],
  people: readonly Person[],
): readonly string[] {
  let text = paragraphs.join('\n');
  for (const { name } of people) {
    const short = shortName(name);
    if (short !== name.trim()) text = text.replace(short, () => name.trim());
  }
  return text.split('\n');
}

const isTold = (before: string, truths: readonly string[]): boolean =>
  truths.some((truth) => {
    // The longest part of a truth without a token in it.
    const [part = ''] = truth.split(/\{\w+\}/u).toSorted((one, other) => other.length - one.length);
    return before.includes(part.slice(0, 60));
  });

/** The characters of the writer. A story of one meets two others. */
function castOf(
  { people, before }: TextPrompt,
  { strangers, language }: Decks,
  random: () => number,
): readonly Person[] {
  const known = new Set(people.map(({ name }) => name.trim().split(/\s/)[0]));
  const free = shuffled(strangers, random).filter(([name]) => !known.has(name));
  // A stranger that the earlier text has met stays the same.
  const placeOf = ([name]: readonly [string, ...unknown[]]): number =>
    before.search(new RegExp(`\\b${name}\\b`, 'u'));
  const met = free
    .filter((one) => placeOf(one) >= 0)
    .toSorted((one, other) => placeOf(one) - placeOf(other));
  const invented = [...met, ...free.filter((one) => !met.includes(one))].map(
    ([name, role, isShe]): Person => ({
      ...{ name, role, traits: [] },
      backstory: language === 'de' ? (isShe ? 'sie' : 'er') : isShe ? 'she' : 'he',
    }),
  );
  return [...people, ...invented].slice(0, 3);
}

interface Facts {
  /** The truths about the thing. */
  readonly thing: readonly string[];
  /** What the writer said, to be found in the text; empty where they said nothing. */
  readonly facts: { readonly wished: string; readonly trait: string };
}

function tellerOf(
  { before, story, wish, people: own }: TextPrompt,
  decks: Decks,
  people: readonly Person[],
  random: () => number,
): Teller & Facts {
  const setting = story?.setting ?? '';
  const things = shuffled(decks.things, random);
  const thing = things.toSorted((one, other) => uses(before, other) - uses(before, one))[0]!;
  const [hero] = people;
  const trait = hero && pick(hero.traits, random);
  const known = hero && own.includes(hero) ? firstSentence(hero.backstory) : '';
  const wished = sentence(wish, 24);
  const tokens = {
    ...tokensOf(decks, people, thing),
    setting: sentence(setting, 60) || (shuffled(decks.settings, random)[0] ?? ''),
    title: story?.title.trim() ?? '',
    ...(trait && { t: trait, T: capital(trait) }),
    T2: capital(pick(people[1]?.traits ?? [], random) ?? pick(decks.manners, random) ?? ''),
    story: known,
    w: wished,
  };
  const slots = {
    around: decks.around[surroundingsOf(setting || before.slice(0, 400), decks)],
    mood: [
      ...decks.mood[hero?.temperament ?? 'none'],
      ...(hero?.temperament ? [] : decks.mood.none),
    ],
    aside: decks.aside[story?.tone ?? 'warm'],
    trait: trait ? [...decks.trait, ...decks.habit] : decks.habit,
    known: known === '' ? decks.habit : decks.known,
    b_role: people[1]?.role.trim() ? decks.work : [],
    wish: wished === '' ? [] : decks.wish,
  };
  return {
    ...createTeller({ random, tokens, slots, before }),
    thing: thing.truths,
    facts: { wished, trait: trait ?? '' },
  };
}

/** How often a text names a thing. A story names its own thing more often than it names any other. */
const uses = (text: string, { mark }: Thing): number => text.split(mark).length;

function surroundingsOf(setting: string, { surroundingsOf: rules }: Decks): Surroundings {
  return rules.find(([, pattern]) => pattern.test(setting))?.[0] ?? 'house';
}

function pick(traits: readonly string[], random: () => number): string | undefined {
  return traits[Math.floor(random() * traits.length)]?.trim();
}

/** The beginning of a text as one sentence, with an end. */
function sentence(text: string, words: number): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim().split(' ').slice(0, words).join(' ');
  if (line === '') return '';
  return /[.!?…]$/u.test(line) ? capital(line) : `${capital(line.replace(/[,;:–-]+$/u, ''))}.`;
}

function firstSentence(text: string): string {
  const [first = ''] = text.trim().split(/(?<=[.!?…])\s/u);
  return wordCount(first) <= 30 ? sentence(first, 30) : '';
}
