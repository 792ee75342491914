import type { Transport } from '@holdfast/core';
import type { Answer, TransportRequest } from '@holdfast/core/parts';
import { CharacterPage } from '../../contract/character.ts';

/** An account has at most 500 characters; this is a bound, not an expectation. */
const MOST_PAGES = 10;

/**
 * A transport that reads the list of characters page after page and gives it as one answer, so that the page shows,
 * caches and names all of it or none: half a list would look as if the other characters were gone. When a page is
 * refused or cannot be understood, it becomes the answer.
 */
export function withWholeLists(transport: Transport, listUrl: string): Transport {
  return {
    ...transport,
    async send(request, options) {
      const first = await transport.send(request, options);
      if (!isList(request, listUrl)) return first;
      let page = pageIn(first);
      if (page?.next === undefined) return first;
      const characters = [...page.characters];
      for (let pages = 1; page.next !== undefined && pages < MOST_PAGES; pages += 1) {
        const url = new URL(request.url);
        url.searchParams.set('after', page.next);
        const answer = await transport.send({ ...request, url: url.href }, options);
        page = pageIn(answer);
        if (!page) return answer;
        characters.push(...page.characters);
      }
      const whole: CharacterPage = { ...page, characters };
      return { ...first, body: new TextEncoder().encode(JSON.stringify(whole)) };
    },
  };
}

function isList({ method, url }: TransportRequest, listUrl: string): boolean {
  return method === 'GET' && url.split('?')[0] === listUrl;
}

function pageIn({ status, body }: Answer): CharacterPage | undefined {
  if (status !== 200) return undefined;
  try {
    return CharacterPage.safeParse(JSON.parse(new TextDecoder().decode(body))).data;
  } catch {
    return undefined;
  }
}
