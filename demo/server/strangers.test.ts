import { expect, it, vi } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';

vi.setConfig({ testTimeout: 30_000 });

const attack = `/api/session?q=${encodeURIComponent('<script>alert(1)</script>')}`;
const image = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-dest': 'image',
};

async function statuses(
  url: string,
  headers: Record<string, string>,
  times: number,
): Promise<readonly number[]> {
  const all: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as a page asks
    all.push((await fetch(url, { headers })).status);
  }
  return all;
}

it.each<[string, Record<string, string>]>([
  ['images', image],
  ['images of a sibling site', { ...image, 'sec-fetch-site': 'same-site' }],
  ['links', { ...image, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
  ['images of an old browser', { referer: 'https://evil.example/', 'user-agent': 'Mozilla/5.0' }],
  ['sandboxed frames', { origin: 'null' }],
])('a page of a stranger with %s blocks no visitor and uses up no minute', async (_, headers) => {
  const { url } = await startFireside({ FIRESIDE_ADDRESS_LIMIT: '20' });
  const asked = await statuses(url + attack, headers, 40);
  // The server refuses each of them, and beyond the strangers' share it does not look at them.
  expect(asked).toEqual([...Array(10).fill(403), ...Array(30).fill(429)]);
  expect(await statuses(`${url}/api/session`, {}, 3)).toEqual([200, 200, 200]);
});

it('a link in a mail blocks no visitor, and more of them are refused', async () => {
  const { url } = await startFireside();
  const mail = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };
  expect(await statuses(url + attack, mail, 5)).toEqual([403, 403, 403, 429, 429]);
  const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };
  expect(await statuses(`${url}/api/session`, own, 2)).toEqual([200, 200]);
});
