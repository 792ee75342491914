import type { EngineName } from '../engines.ts';
import type { ContestantName, TrialPlan } from '../plan-trial.ts';
import type { TrialResult } from '../trial-lives.ts';
import type { World } from '../world.ts';

/** One kind of trouble, and how a trial of it runs. */
export interface Fault {
  readonly name: string;
  /** The engines that can meet this trouble. @default all */
  readonly engines?: readonly EngineName[];
  /** The contestants that meet this trouble. @default Holdfast alone */
  readonly contestants?: readonly ContestantName[];
  /** Whether the profile must lie on a disk of its own, which can be filled. @default false */
  readonly needsSmallDisk?: boolean;
  run(plan: TrialPlan, world: World): Promise<TrialResult>;
}
