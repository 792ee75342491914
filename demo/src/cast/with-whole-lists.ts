import type { Transport } from '@holdfast/core';
import type { Answer, TransportRequest } from '@holdfast/core/parts';
import type * as z from 'zod/mini';
import { CharacterPage } from '../../contract/character.ts';

/** An account has a few hundred items in each list. This limit only stops a list that never ends. */
const MOST_PAGES = 10;

/** A page of any list: its items, the ids of those that are damaged, and where the next page begins. */
type Page = Readonly<Record<string, unknown>> & {
  readonly next?: string | undefined;
  readonly damaged?: readonly string[] | undefined;
};

/** A list that comes in pages. */
export interface PagedList {
  readonly url: string;
  /** The member of a page that holds its items. */
  readonly items: string;
  readonly page: z.ZodMiniType<Page>;
}

export const pagedCharacters = (baseUrl: string): PagedList => ({
  ...{ url: `${baseUrl}characters`, items: 'characters', page: CharacterPage },
});

/**
 * A transport that reads a list page after page and gives it as one answer, so that the app shows, caches and names all
 * of it or none: half a list would look as if the rest were gone. When a page is refused or cannot be understood, it
 * becomes the answer.
 */
export function withWholeLists(transport: Transport, ...lists: readonly PagedList[]): Transport {
  return {
    ...transport,
    async send(request, options) {
      const first = await transport.send(request, options);
      const list = lists.find(({ url }) => isOf(request, url));
      let page = list && pageIn(first, list);
      if (!list || page?.next === undefined) return first;
      const items = [...itemsOf(page, list)];
      const damaged = [...(page.damaged ?? [])];
      for (let pages = 1; page.next !== undefined && pages < MOST_PAGES; pages += 1) {
        const url = new URL(request.url);
        url.searchParams.set('after', page.next);
        const answer = await transport.send({ ...request, url: url.href }, options);
        page = pageIn(answer, list);
        if (!page) return answer;
        items.push(...itemsOf(page, list));
        damaged.push(...(page.damaged ?? []));
      }
      const whole = { ...page, [list.items]: items, ...(damaged.length > 0 && { damaged }) };
      return { ...first, body: new TextEncoder().encode(JSON.stringify(whole)) };
    },
  };
}

const itemsOf = (page: Page, { items }: PagedList): readonly unknown[] =>
  page[items] as readonly unknown[];

function isOf({ method, url }: TransportRequest, listUrl: string): boolean {
  return method === 'GET' && url.split('?')[0] === listUrl;
}

function pageIn({ status, body }: Answer, { page }: PagedList): Page | undefined {
  if (status !== 200) return undefined;
  try {
    return page.safeParse(JSON.parse(new TextDecoder().decode(body))).data;
  } catch {
    return undefined;
  }
}
