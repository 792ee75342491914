import type { Socket } from 'node:net';
import { type KafkaRequest, readRequest } from './kafka-request.ts';
import { splitFrames } from './split-frames.ts';

/** The decisions of the proxy on the frames of one connection. */
export interface KafkaLineRules {
  /** Decides about each request. */
  readonly request: (frame: Buffer, request: KafkaRequest) => Fate;
  /** Decides about each answer, given the request that it answers. */
  readonly answer: (frame: Buffer, request: KafkaRequest) => Fate;
}

/** Passes a frame on, cuts the line in its place, or drops it and leaves the line open. */
export type Fate = 'pass' | 'cut' | 'drop';

/**
 * Carries one connection between a client and a broker, frame by frame, until it is cut or either side ends it. When
 * the client's side ends, the line still reads the answers to what it has passed on, so that the log of the proxy
 * has them.
 */
export function carryKafkaLine(client: Socket, broker: Socket, rules: KafkaLineRules): void {
  const unanswered = new Map<number, KafkaRequest>();
  const closeBroker = (): void => void (unanswered.size === 0 && broker.destroy());

  client.on(
    'data',
    splitFrames((frame) => {
      // Bytes that came together with a cut request, after it, are lost too.
      if (client.destroyed) return;
      const request = readRequest(frame);
      const fate = rules.request(frame, request);
      if (fate === 'cut') client.destroy();
      if (fate !== 'pass') return;
      unanswered.set(request.correlationId, request);
      broker.write(frame);
    }),
  );
  broker.on(
    'data',
    splitFrames((frame) => {
      const correlationId = frame.readInt32BE(4);
      const request = unanswered.get(correlationId);
      unanswered.delete(correlationId);
      const fate = request ? rules.answer(frame, request) : 'pass';
      if (fate === 'cut') client.destroy();
      if (client.destroyed) closeBroker();
      else if (fate === 'pass') client.write(frame);
    }),
  );
  for (const socket of [client, broker]) socket.setNoDelay(true).on('error', () => {});
  client.on('close', closeBroker);
  broker.on('close', () => client.destroy());
}
