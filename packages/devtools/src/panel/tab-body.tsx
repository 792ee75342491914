'use client';
import type { ComponentType } from 'react';
import { AttemptsTab } from './tab-attempts.tsx';
import { BudgetTab } from './tab-budget.tsx';
import { CircuitsTab } from './tab-circuits.tsx';
import { DraftsTab } from './tab-drafts.tsx';
import { FaultsTab } from './tab-faults.tsx';
import type { TabId } from './tab-ids.ts';
import { IncidentsTab } from './tab-incidents.tsx';
import { OperationsTab } from './tab-operations.tsx';
import { OutboxTab } from './tab-outbox.tsx';
import { StreamsTab } from './tab-streams.tsx';
import { TimelineTab } from './tab-timeline.tsx';

export const TAB_BODY: Readonly<Record<TabId, ComponentType>> = {
  Operations: OperationsTab,
  Attempts: AttemptsTab,
  Circuits: CircuitsTab,
  Outbox: OutboxTab,
  Drafts: DraftsTab,
  Streams: StreamsTab,
  Budget: BudgetTab,
  Incidents: IncidentsTab,
  Timeline: TimelineTab,
  Faults: FaultsTab,
};
