import type { Person } from '../generator.ts';
import type { Decks, Thing } from './decks.ts';
import { pronounsOf } from './pronouns-of.ts';

export type Tokens = Readonly<Record<string, string>>;

/** The words of a story that stay the same in all of it: names, pronouns, roles, the thing. */
export function tokensOf(decks: Decks, people: readonly Person[], thing: Thing): Tokens {
  const [open, close] = decks.quote;
  const tokens: Record<string, string> = { q: open, p: close, ...thing.words };
  for (const [index, person] of people.slice(0, 3).entries()) {
    const suffix = index === 0 ? '' : `${index + 1}`;
    const letter = 'ABC'[index] ?? 'A';
    const role = person.role.trim().replace(/[.!?…]+$/u, '');
    const name = shortName(person.name);
    tokens[letter] = name;
    tokens[`${letter}_s`] = possessive(name);
    tokens[`role${suffix}`] = role;
    tokens[`Role${suffix}`] = capital(role);
    tokens[`arole${suffix}`] = withArticle(role);
    for (const [token, word] of Object.entries(decks[pronounsOf(person)])) {
      tokens[`${token}${suffix}`] = word;
      tokens[`${capital(token)}${suffix}`] = capital(word);
    }
  }
  return tokens;
}

const TITLE =
  /^(?:the|old|der|die|das|alte[rs]?|dr|mr|mrs|ms|herr|frau|sir|lady|captain|kapitän|[a-zäöü])\.?$/iu;

/** The name by which a story calls a character after the first time. */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/u);
  return rest.length === 0 || TITLE.test(first) ? name.trim() : first;
}

/** Puts words into a template. An apposition without its role is left out. */
export function fill(template: string, tokens: Tokens): string {
  return template
    .replaceAll(/, \{(role\d?)\}(,?)/gu, (found, name: string) => (tokens[name] ? found : ''))
    .replaceAll(/\{(\w+)\}/gu, (_, name: string) => tokens[name] ?? '')
    .replaceAll(/[^\S\n]{2,}/gu, ' ')
    .replaceAll(/[^\S\n]+(?=\n|$)|(?<=^|\n)[^\S\n]+/gu, '');
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** German: „Adas“, but „Max’“. */
const possessive = (name: string): string => (/[sxzß]$/iu.test(name) ? `${name}’` : `${name}s`);

const HAS_ARTICLE = /^(?:an?|the|one|his|her|their|our|my|who|\p{Lu})\b/u;

function withArticle(role: string): string {
  if (role === '' || HAS_ARTICLE.test(role)) return role;
  if (/ of (?:the|our|this) /u.test(role)) return `the ${role}`;
  return `${/^[aeiou]/iu.test(role) ? 'an' : 'a'} ${role}`;
}
