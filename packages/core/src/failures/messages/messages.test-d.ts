import { CONFLICT } from '../kinds/http.ts';
import { en } from './en/english.ts';
import type { CompleteMessages, MessageTable } from './message-table.ts';
import { userMessage } from './user-message.ts';

const { CONFLICT: _, ...holey } = en;
// @ts-expect-error a locale that ships says something for every code
void (holey satisfies CompleteMessages);
void (holey satisfies MessageTable);
// @ts-expect-error there is no such code
void ({ CONFLICTT: 'Oh.' } satisfies MessageTable);
void ({ network: 'Oh.' } satisfies MessageTable);
// @ts-expect-error a message comes from at least one table
void userMessage(CONFLICT);
