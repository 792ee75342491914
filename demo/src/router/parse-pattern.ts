import type { Parser } from 'wouter';
import { matchPath } from './match-path.ts';

/** Lets Wouter use `matchPath`. Its own patterns take a dot for any letter, and leave `%2F` in a part as it is. */
export const parsePattern: Parser = (pattern) => ({
  pattern: {
    exec(path) {
      const groups = matchPath(pattern, path);
      const whole: [string] = [path];
      return groups ? Object.assign(whole, { index: 0, input: path, groups }) : null;
    },
  },
});
