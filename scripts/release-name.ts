import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The name of a build of Fireside: its version, and the commit that it was built from where that is known. */
export function releaseName(): string {
  const { version } = JSON.parse(readFileSync('demo/package.json', 'utf8')) as {
    readonly version: string;
  };
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short=9', 'HEAD'], {
    encoding: 'utf8',
  });
  return status === 0 ? `${version}+${stdout.trim()}` : version;
}
