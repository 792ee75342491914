import { memoryBeaconBuffer } from '@holdfast/core/telemetry';
import { beaconBufferContract } from './beacon-buffer.contract.ts';

beaconBufferContract(memoryBeaconBuffer);
