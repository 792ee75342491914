import type { Interpretation } from './answer/interpret.ts';
import type { TransportRequest } from './request/request-description.ts';
import type { Answer, SendOptions, Transport } from './transport.ts';

/** Sends one attempt, reads its answer and has it judged. Rejects with the error that the transport throws. */
export type ReadStep = (
  transport: Transport,
  request: TransportRequest,
  options: SendOptions,
  judge: (answer: Answer) => Interpretation,
) => Promise<Interpretation>;

/** Reads the answer to its end before it is judged. */
export const readWhole: ReadStep = async (transport, request, options, judge) =>
  judge(await transport.send(request, options));
