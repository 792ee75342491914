import type { ChannelPort } from './channel-port.ts';
import type { LockPort } from './lock-port.ts';

/** How the tabs of one device agree with each other. */
export interface TabsPort {
  readonly locks: LockPort;
  /** Opens the channel of this name. The caller disposes of it. */
  channel(name: string): ChannelPort;
}
