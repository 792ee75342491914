import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';

interface ParserError {
  readonly code?: string | undefined;
  /** The bytes that were read last. */
  readonly rawPacket?: Uint8Array;
  /** How far Node could read them. */
  readonly bytesParsed?: number;
}

const REQUEST_LINE = /^[!#$%&'*+\-.^_`|~\w]+ \S+ HTTP\/1\.[01]\r\n/;

/** The failure to answer when Node could not read a request; `undefined` when there is no client to answer. */
export function parserFailure({
  code = '',
  rawPacket = new Uint8Array(),
  bytesParsed = 0,
}: ParserError): Failure | undefined {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Failure(catalogue.REQUEST_TIMEOUT);
    case 'HPE_HEADER_OVERFLOW':
      return new Failure(catalogue.HEADERS_TOO_LARGE);
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Failure(catalogue.BODY_TOO_LARGE, { details: { limitBytes: 16_384 } });
    case 'HPE_INVALID_METHOD': {
      const packet = Buffer.from(rawPacket);
      const line = bytesParsed === 0 ? 0 : packet.lastIndexOf('\n', bytesParsed - 1) + 1;
      const start = packet.toString('latin1', line, line + 16_384);
      return new Failure(
        REQUEST_LINE.test(start) ? catalogue.NOT_IMPLEMENTED : catalogue.BAD_REQUEST,
      );
    }
    default:
      return code.startsWith('HPE_') ? new Failure(catalogue.BAD_REQUEST) : undefined;
  }
}
