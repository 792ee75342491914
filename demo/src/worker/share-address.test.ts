import { expect, it } from 'vitest';
import { shareTroubleIn } from '../../contract/share.ts';
import { sharedTextIn } from '../features/share/shared-text.ts';
import { shareAddress } from './share-address.ts';

const share = (body: BodyInit, headers: Record<string, string> = {}): Promise<string> =>
  shareAddress(new Request('https://fireside.example/share', { method: 'POST', body, headers }));

const form = (fields: Record<string, string>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};

it('a shared form leads to the page that shows its text', async () => {
  const address = await share(form({ title: 'Overheard', text: 'A lamp & a #stair', other: 'x' }));
  expect(address).toMatch(/^\/share#/);
  const { hash } = new URL(address, 'https://fireside.example');
  expect(sharedTextIn(hash)).toEqual({ title: 'Overheard', parts: ['A lamp & a #stair'] });
  expect(shareTroubleIn(hash)).toBeUndefined();
});

it.each([
  ['text', 'text/plain'],
  ['{"text":"Overheard"}', 'application/json'],
  ['--cut', 'multipart/form-data; boundary=cut'],
])('a share that is no form leads to a page that says so (%s)', async (body, type) => {
  const address = await share(body, { 'content-type': type });
  expect(shareTroubleIn(new URL(address, 'https://fireside.example').hash)).toBe('unread');
});

it('a text that an address cannot carry leads to a page that says so', async () => {
  const address = await share(form({ text: 'ภาษา '.repeat(60_000) }));
  expect(shareTroubleIn(new URL(address, 'https://fireside.example').hash)).toBe('too-long');
});
