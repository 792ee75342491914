import { drawFault } from '@holdfast/testing';
import type { GeneratorFault, GeneratorFaults } from '../generator/generator-faults.ts';
import type { FaultLab } from './fault-lab.ts';

const SLOW_MS = 6000;

/** The faults of the lab for the generator. With the same seed it dies after the same words. */
export function drawnGeneratorFaults(
  lab: Pick<FaultLab, 'mix' | 'seed' | 'tell'>,
): GeneratorFaults {
  const turns = { write: 0, draw: 0 };
  return (call) => {
    const { generator } = lab.mix();
    if (generator === 'fine') return undefined;
    turns[call] += 1;
    const request = `generator ${call}`;
    const nth = turns[call];
    const tell = (amount: number, fault: GeneratorFault): GeneratorFault => {
      lab.tell({ request, nth, fault: 'generator', amount });
      return fault;
    };
    if (generator === 'dead') return tell(0, { dead: true });
    if (generator === 'slow') return tell(SLOW_MS, { latencyMs: SLOW_MS });
    // A picture cannot stop half-drawn, so it has no such fault.
    if (call === 'draw') return tell(0, { dead: true });
    const words = 12 + Math.floor(drawFault(lab.seed(), request, nth) * 80);
    return tell(words, { cutAfterWords: words });
  };
}
