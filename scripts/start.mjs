import { buildDemo } from './demo-build.mjs';
import { env, install, root } from './setup.mjs';
import { supervise } from './supervise.mjs';

await install();
await buildDemo();
supervise({
  name: "Fireside's server",
  args: ['--conditions=@holdfast/source', 'demo/server/main.ts'],
  ...{ cwd: root, env, ready: /^Fireside is at / },
});
