import { describe, expect, it } from 'vitest';
import { webSameOrigin } from './web-same-origin.ts';

const page = { location: { origin: 'https://app.test' } };

describe('an address', () => {
  it.each([
    ['https://app.test', true],
    ['HTTPS://APP.test:443/a', true],
    ['https://app.test.evil.test/a', false],
    ['https://app.test:8443/a', false],
    ['http://app.test/a', false],
    ['https://api.test/a', false],
  ])('%s is of the origin of a page: %j', (url, isSame) => {
    expect(webSameOrigin(url, page)).toBe(isSame);
  });

  it('counts as the own origin where there is no page', () => {
    expect(webSameOrigin('https://api.test/a')).toBe(true);
  });

  it('has no origin when it is no address', () => {
    expect(webSameOrigin('https://[', page)).toBe(false);
  });
});
