import { expect, it } from 'vitest';
import { absoluteUrl } from './absolute-url.ts';

it('an address is completed by its base, and stays as it is when that cannot be', () => {
  expect(absoluteUrl('notes', 'https://app.example/api/')).toBe('https://app.example/api/notes');
  expect(absoluteUrl('https://other.example/a', '/')).toBe('https://other.example/a');
  expect(absoluteUrl('notes', '/api/')).toBe('notes');
});
