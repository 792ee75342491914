import { Failure } from '../../failures/failure.ts';
import { DEFECT } from '../../failures/kinds/runtime.ts';
import type { OpaqueStream, StreamOperation } from '../operation.ts';
import type { StreamWatch } from '../../streams/stream-watch.ts';
import type { Holdfast } from '../../runtime/create-holdfast.ts';

/**
 * The stream of an operation and an input, to be followed from anywhere: the same two give the same stream, in
 * every component and every tab. A listener gets the text that the device keeps. Only the user who began the
 * stream ever sees it. Throws `DEFECT` when the runtime has no `streams`, and `INPUT_INVALID` for an input that
 * cannot be compared.
 */
export function watchStream<TInput, TParsed, TEvent>(
  { streams }: Pick<Holdfast, 'streams'>,
  operation: StreamOperation<string, TInput, TParsed, TEvent>,
  input: TInput,
): StreamWatch<TEvent> {
  if (!streams) throw new Failure(DEFECT, { effect: 'none' });
  return streams.open(operation as unknown as OpaqueStream, input) as StreamWatch<TEvent>;
}
