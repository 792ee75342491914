import { fetchTransport, type Transport } from '@holdfast/core';
import { withSharedReads } from '@holdfast/http';
import { withKnownDevice } from '../account/web-known-device.ts';
import { StoryPage } from '../../contract/story.ts';
import { withCountedAsks } from '../start/asks.ts';
import { pagedCharacters, withWholeLists, type PagedList } from '../cast/with-whole-lists.ts';

/**
 * The way to Fireside's server: each list whole, and identical reads at the same time as one request. It is the
 * browser's `fetch`, because another client would come with the first load and add nothing here.
 */
export function firesideTransport(baseUrl: string): Transport {
  const known = withKnownDevice(withCountedAsks(fetchTransport()), localStorage);
  const stories: PagedList = { url: `${baseUrl}stories`, items: 'stories', page: StoryPage };
  return withSharedReads(withWholeLists(known, pagedCharacters(baseUrl), stories));
}
