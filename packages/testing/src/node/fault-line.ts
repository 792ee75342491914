import type { Socket } from 'node:net';
import { seededRandom } from '../seeded-random.ts';
import { createFaultLane, type FaultLane } from './fault-lane.ts';
import type { Ending, FaultKind, FaultMix, TurnPlan } from './fault-mix.ts';
import { beginsTurn, takeBytes, type Turn } from './fault-turn-state.ts';

export interface FaultLineOptions {
  readonly mix: Pick<FaultMix, 'latencyMs' | 'jitterMs' | 'sliceBytes'>;
  /** Called once for each turn. */
  readonly plan: () => TurnPlan;
  /** Called once for each fault of a turn, when it happens. */
  readonly injected: (kind: FaultKind) => void;
}

/**
 * Carries one connection, turn by turn as planned, until both ends have closed it. Both sockets must allow
 * half-open connections: the line passes an end on in its own time, like every byte.
 */
export function carryFaultyLine(
  client: Socket,
  server: Socket,
  { mix, plan, injected }: FaultLineOptions,
): void {
  const { latencyMs = 20, jitterMs = 20, sliceBytes = 32 } = mix;
  const closed = new AbortController();
  let turn: Turn | undefined;
  let random = seededRandom(0);
  let ended: Ending | undefined;

  carry(client, server, 'request');
  carry(server, client, 'answer');

  function carry(from: Socket, to: Socket, message: Ending['message']): void {
    const lane = createFaultLane(from, to, closed.signal);
    // A slice must not wait for the acknowledgement of the one before.
    from.setNoDelay(true);
    from.on('data', (bytes: Buffer) => {
      // Reads and drops the bytes: a socket that does not read does not notice that the other side hangs
      // up.
      if (ended) return;
      if (!turn || beginsTurn(turn, message)) turn = beginTurn(message);
      const taken = takeBytes(turn, message, bytes.byteLength);
      turn = taken.turn;
      handOn(lane, bytes.subarray(0, taken.pass), turn.plan);
      if (!taken.ending) return;
      ended = taken.ending;
      lane.after(() => end(taken.ending!));
    });
    from.on('end', () => {
      if (!ended) lane.after(() => to.end());
      else if (from === client) hangUp();
      else from.end();
    });
    from.on('error', () => reset(to));
    from.on('close', () => {
      if (to.destroyed) closed.abort();
    });
  }

  function beginTurn(message: Ending['message']): Turn {
    const next = plan();
    random = seededRandom(next.pieceSeed);
    if (next.isDelayed) injected('delay');
    if (next.isSliced) injected('slice');
    return { plan: next, message, bytes: 0 };
  }

  function handOn(lane: FaultLane, bytes: Buffer, { isDelayed, isSliced }: TurnPlan): void {
    for (let start = 0; start < bytes.byteLength;) {
      const size = isSliced ? 1 + Math.floor(random() * sliceBytes) : bytes.byteLength;
      const delayMs = isDelayed ? latencyMs + random() * jitterMs : 0;
      lane.write(bytes.subarray(start, start + size), delayMs);
      if (isSliced) lane.split();
      start += size;
    }
  }

  function end({ kind }: Ending): void {
    injected(kind);
    if (kind === 'stall') return;
    if (kind === 'cut' || kind === 'truncate') return hangUp();
    reset(client);
    reset(server);
  }

  function hangUp(): void {
    client.end();
    server.end();
  }
}

/** Resets the socket, unless its end is on the way already: then a reset would leak the socket for good. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
