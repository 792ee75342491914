import { installApart } from '../../scripts/install-apart.ts';
import { here } from './places.ts';

/** Brings the runtimes, test environments and compilers up to date with their lock. */
export function installPlatforms(): void {
  installApart(here, 'the platforms');
}
