import { buildDemo } from '../../scripts/demo-build.mjs';

export default buildDemo;
