import { describePolicy } from '#composition';
import type { Failure } from '../../failures/failure.ts';
import type { Clock } from '../../platform/platform.ts';
import type { PolicyHooks } from '../engine/policy.ts';
import { createCircuitBreaker } from './create-circuit-breaker.ts';
import type { CircuitBreaker } from './create-circuit-breaker.ts';
import { evidenceOf } from './evidence.ts';
import { isServerDown, noteTrouble } from './server-trouble.ts';
import type { ServerTrouble } from './server-trouble.ts';

/** A breaker has both hooks, and neither makes a call wait. */
type Hooks = Required<PolicyHooks>;

// An operation that was just probed waits a second longer than the server, so that the next probe is another one's.
// An operation that stays broken then cannot take each probe from one that is well again.
const SERVER_MS = 4_000;
const OPERATION_MS = 5_000;

/**
 * Leaves a failing server alone, and each failing operation of a server that is well. Calls of one `name` are one
 * operation.
 *
 * - An operation that failed five times in a row is held by a circuit of its own, for five seconds at a time.
 * - The server counts as failing when at least two operations failed five times in all, of which each counts three
 *   times at most, and none was answered well meanwhile. Its circuit then holds them all for four seconds at a time,
 *   and lets one of them through as a probe. Any good answer closes it.
 * - It never holds an operation that has not failed since the latest good answer.
 *
 * The result is the circuit of the server. What counts as a failure says `createCircuitBreaker`.
 *
 * @param onOperation called with the circuit of an operation when it fails for the first time
 */
export function createServerCircuit(
  onOperation?: (name: string, circuit: CircuitBreaker) => void,
): CircuitBreaker {
  const trouble: ServerTrouble = new Map();
  const trip = { start: () => [], note: () => isServerDown(trouble) };
  const server = createCircuitBreaker({ trip, openMs: SERVER_MS, maxOpenMs: SERVER_MS });
  const operations = new Map<string, Hooks>();

  const bind = (platform: Clock): PolicyHooks => {
    const gate = server(platform) as Hooks;

    function hold(name: string): Hooks {
      const circuit = createCircuitBreaker({ openMs: OPERATION_MS, maxOpenMs: OPERATION_MS });
      const hooks = circuit(platform) as Hooks;
      operations.set(name, hooks);
      onOperation?.(name, circuit);
      return hooks;
    }

    return {
      enter(attempt) {
        const { name = '' } = attempt.options;
        attempt.serverTicket = -1;
        if (trouble.has(name) || !isFailing(server)) {
          void gate.enter(attempt);
          attempt.serverTicket = attempt.ticket;
        }
        // A new circuit begins with this ticket. An operation gets its circuit when a call of it fails.
        attempt.ticket = 0;
        try {
          void operations.get(name)?.enter(attempt);
        } catch (refusal) {
          // The call takes no probe of the server from another operation.
          attempt.ticket = attempt.serverTicket;
          void gate.leave(attempt, refusal as Failure);
          throw refusal;
        }
      },
      leave(attempt, failure) {
        const { name = '' } = attempt.options;
        const failed = evidenceOf(attempt, failure);
        void (operations.get(name) ?? (failed ? hold(name) : undefined))?.leave(attempt, failure);
        const { serial } = server.circuit.get().state;
        const wasHeld = attempt.serverTicket >= 0;
        // The late end of a call from before the circuit opened or closed is no news of the server.
        if (failed !== undefined && (!wasHeld || attempt.serverTicket === serial)) {
          noteTrouble(trouble, name, failed);
        }
        // A good answer to a call that the circuit let pass beside its probe is as good as that of the probe.
        const isProof = !wasHeld && failed === false && isFailing(server);
        attempt.ticket = isProof ? serial : attempt.serverTicket;
        void gate.leave(attempt, failure);
      },
    };
  };
  const policy: CircuitBreaker = Object.assign(bind, server);
  describePolicy(policy, {
    kind: 'circuit breaker',
    does: 'leaves a failing server alone, and each failing operation of a server that is well',
    refuses: 'While open it refuses with CIRCUIT_OPEN, while isolated with CIRCUIT_ISOLATED.',
    place: 4,
    before: 'Otherwise it never sees what the other one ends.',
    once: 'What counts for one counts for both.',
    rules: { operationMs: OPERATION_MS, serverMs: SERVER_MS },
  });
  return policy;
}

const isFailing = (server: CircuitBreaker): boolean => /open/.test(server.getSnapshot());
