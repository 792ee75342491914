import { browsers, type Label, type Situation } from './situation.ts';

const failed: Label = { code: 'CHUNK_FAILED', retry: 'later' };
const stale: Label = { code: 'CHUNK_STALE', retry: 'never' };
const defect: Label = { code: 'DEFECT' };

const paths: readonly (readonly [about: string, path: string, label: Label])[] = [
  ['a part that is gone', '/gone.js', failed],
  ['a server that fails', '/broken.js', failed],
  ['a connection cut', '/cut.js', failed],
  ['a page in place of a part', '/page.js', failed],
  ['a part whose own part is gone', '/imports-gone.js', failed],
  ['a part that does not parse', '/syntax.js', stale],
  ['parts of two versions', '/missing-export.js', stale],
  ['a bug in the part', '/reference.js', defect],
  ['undefined misused in the part', '/type.js', defect],
  ['a name without a path', '/bare.js', defect],
  ['an error the part throws', '/throws.js', { code: 'UNKNOWN' }],
  ['a string the part throws', '/throws-string.js', { code: 'UNKNOWN' }],
];

/** Parts of an app that do not load, and parts that load and then fail. */
export const importSituations: readonly Situation[] = [
  ...paths.map(([about, given, label]): Situation => ({
    about,
    site: 'import',
    engines: browsers,
    label,
    given,
    run: ({ own }, path) => import(`${own}${String(path)}`),
  })),
  {
    about: 'nobody listens',
    site: 'import',
    engines: browsers,
    label: failed,
    run: ({ closed }) => import(`${closed}/a.js`),
  },
  {
    about: 'another origin that allows nobody',
    site: 'import',
    engines: browsers,
    label: failed,
    run: ({ other }) => import(`${other}/fine.js`),
  },
  {
    about: 'a bare name',
    site: 'import',
    engines: browsers,
    label: defect,
    run: () => import(`${'lodash'}`),
  },
];
