import { CONFLICT } from '../kinds/http.ts';
import { en } from './en/whole-language.ts';
import { de } from './de/whole-language.ts';
import type { CompleteMessages, MessageTable } from './message-table.ts';
import type { MessageOverrides, Messages } from './messages.ts';
import { userMessage } from './user-message.ts';

const { CONFLICT: _, ...holey } = en.failures;
// @ts-expect-error a locale that ships says something for every code
void (holey satisfies CompleteMessages);
void (holey satisfies MessageTable);
// @ts-expect-error no failure has this code
void ({ CONFLICTT: 'Oh.' } satisfies MessageTable);
void ({ network: 'Oh.' } satisfies MessageTable);
// @ts-expect-error a message comes from at least one table
void userMessage(CONFLICT);

// A whole language or a single word takes the place of the texts of Holdfast.
void (de satisfies MessageOverrides);
void ({ states: { queued: 'Gleich.' } } satisfies MessageOverrides);
// @ts-expect-error no state has this name
void ({ states: { waiting_: 'Gleich.' } } satisfies MessageOverrides);
const { live: __, ...states } = en.states;
// @ts-expect-error a language that ships has a word for every state
void ({ ...en, states } satisfies Messages);
