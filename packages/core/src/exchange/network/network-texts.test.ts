import { expect, it } from 'vitest';
import * as everywhere from './network-texts.ts';
import * as inBrowsers from './network-texts-of-browsers.ts';

it.each([
  'Failed to fetch',
  'Failed to fetch (api.example)',
  'NetworkError when attempting to fetch resource.',
  'Error in input stream',
  'Load failed',
  'The network connection was lost.',
  'The Internet connection appears to be offline.',
  'An SSL error has occurred and a secure connection to the server cannot be made.',
  'Network Error',
  'Network connection lost.',
])('builds for browsers and all other builds know the text of a network error: %s', (text) => {
  expect([inBrowsers.WHOLE_TEXT.test(text), everywhere.WHOLE_TEXT.test(text)]).toEqual([
    true,
    true,
  ]);
});
