import { describe, expect, it } from 'vitest';
import { matchPath } from './match-path.ts';

describe('matchPath', () => {
  it.each([
    ['/', '/', {}],
    ['/characters/new', '/characters/new', {}],
    ['/characters/new', '/Characters/NEW/', {}],
    ['/stories/:id', '/stories/7', { id: '7' }],
    ['/stories/:id', '/stories/7/', { id: '7' }],
    ['/stories/:id/print', '/stories/a%20b%2Fc/print', { id: 'a b/c' }],
    ['/stories/:id', '/stories/100%', { id: '100%' }],
    ['/account', '/%61ccount', {}],
  ])('%s fits %s', (pattern, pathname, params) => {
    expect(matchPath(pattern, pathname)).toEqual(params);
  });

  it.each([
    ['/', '/stories'],
    ['/stories', '/'],
    ['/stories', '/storiesx'],
    ['/stories/:id', '/stories'],
    ['/stories/:id', '/stories/'],
    ['/stories/:id', '/stories//'],
    ['/stories/:id', '/stories/7/print'],
    ['/a.b', '/axb'],
  ])('%s does not fit %s', (pattern, pathname) => {
    expect(matchPath(pattern, pathname)).toBeUndefined();
  });
});
