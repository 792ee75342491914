import { memoryStreamLog } from './memory-stream-log.ts';
import { streamLogContract } from './stream-log.contract.ts';

streamLogContract('memory', async () => {
  const log = memoryStreamLog();
  return { log, elsewhere: log, close: async () => {} };
});
