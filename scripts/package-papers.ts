import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The papers that an unpacked package lacks, one sentence for each fault. */
export function missingFrom(folder: string, licence: string): readonly string[] {
  const read = (file: string): string => {
    const at = path.join(folder, file);
    return existsSync(at) ? readFileSync(at, 'utf8').trim() : '';
  };
  const { name, version } = JSON.parse(read('package.json')) as Manifest;
  const papers = { readme: read('README.md'), licence: read('LICENSE'), log: read('CHANGELOG.md') };
  return [
    ...(papers.readme.startsWith(`# ${name}\n`)
      ? []
      : [`write a README.md whose title is ${name}`]),
    ...(papers.licence === licence.trim() ? [] : ['copy LICENSE from the root']),
    ...([version, 'Unreleased'].some((at) => papers.log.includes(`\n## [${at}]`))
      ? []
      : [`write a CHANGELOG.md with a section [${version}] or [Unreleased]`]),
  ];
}
