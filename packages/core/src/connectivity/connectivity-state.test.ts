import { describe, expect, it } from 'vitest';
import {
  nextConnectivity,
  type Connectivity,
  type ConnectivityEvidence,
} from './connectivity-state.ts';

describe('connectivity', () => {
  it.each<[Connectivity, ConnectivityEvidence, Connectivity]>([
    ['unknown', 'answered', 'online'],
    ['unknown', 'unanswered', 'degraded'],
    ['unknown', 'device-online', 'unknown'],
    ['unknown', 'device-offline', 'offline'],
    ['online', 'answered', 'online'],
    ['online', 'unanswered', 'degraded'],
    ['online', 'device-online', 'online'],
    ['online', 'device-offline', 'offline'],
    ['degraded', 'answered', 'online'],
    ['degraded', 'unanswered', 'degraded'],
    ['degraded', 'device-online', 'degraded'],
    ['degraded', 'device-offline', 'offline'],
    // A VPN or a sandbox may make the device say "offline" while answers still come.
    ['offline', 'answered', 'online'],
    ['offline', 'unanswered', 'offline'],
    // A cable is not yet an answer.
    ['offline', 'device-online', 'unknown'],
    ['offline', 'device-offline', 'offline'],
  ])('%s + %s -> %s', (state, evidence, expected) => {
    expect(nextConnectivity(state, evidence)).toBe(expected);
  });
});
