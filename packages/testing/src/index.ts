// Time and chance
export {
  createVirtualPlatform,
  type VirtualPlatform,
  type VirtualPlatformOptions,
} from './virtual-platform.ts';
