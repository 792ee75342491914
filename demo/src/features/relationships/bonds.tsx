'use client';
import type { OperationState } from '@holdfast/core';
import { lazyWithRetry } from '@holdfast/react/boundary';
import { useState, type ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { Apart } from '../../look/apart.tsx';
import type { KeptRelationship, Relationship } from '../../../contract/relationship.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { relationshipWords } from '../../relationships/relationship-words.ts';
import { sentenceOf, textOf } from '../../relationships/sentence-of.ts';
import { useRelationships } from '../../relationships/use-relationships.ts';
import { DamagedNote } from '../../reads/damaged-note.tsx';
import { ReadState } from '../../reads/read-state.tsx';
import { useSettled } from '../../reads/use-settled.ts';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { BondForm } from './bond-form.tsx';
import { BondRow } from './bond-row.tsx';
import type { End } from './end.ts';
import type { SharedCharacters } from './shared-characters.ts';
import { SharedList } from './shared-list.tsx';
import { useBonds } from './use-bonds.ts';
import { words } from './words.ts';

const Graph = lazyWithRetry(() => import('./graph/graph.tsx'));

/** How many sentences stand on the page at first. */
const FIRST = 40;

interface BondsProps {
  readonly between: Relationship['between'];
  readonly ends: readonly End[];
  /** The state of the list of the ends. */
  readonly of: { readonly state: OperationState; readonly refresh: () => Promise<void> };
  /** Pairs of stories with the same characters. @default none */
  readonly shared?: readonly SharedCharacters[];
}

const isWell = ({ kind }: OperationState): boolean => kind !== 'stale' && kind !== 'failed';
const isFirst = ({ kind, value }: OperationState): boolean =>
  value === undefined && (kind === 'idle' || kind === 'running');

interface Focus {
  readonly id: string;
  readonly on: 'sentence' | 'undo';
}

export function Bonds(props: BondsProps): ReactElement {
  const { between, ends, shared = [] } = props;
  const text = useText(words);
  const say = useText(relationshipWords);
  const { state, relationships, refresh } = useRelationships();
  const settled = useSettled(state);
  const settledEnds = useSettled(props.of.state);
  const trouble = isWell(settledEnds) ? { state, refresh } : props.of;
  const { entryOf, deleted, remove, undo } = useBonds();
  const [params, setParams] = useSearchParams();
  const [selected, setSelected] = useState<string>();
  const [editing, setEditing] = useState<string>();
  const [focus, setFocus] = useState<Focus>();
  const [isWhole, setWhole] = useState(false);

  const byId = new Map(ends.map((end) => [end.id, end]));
  const of = byId.get(params.get('of') ?? '');
  const names = ({ fromId, toId }: Relationship): { a: string; b: string } => ({
    ...{ a: byId.get(fromId)?.name ?? '', b: byId.get(toId)?.name ?? '' },
  });
  const inWords = (relationship: Relationship): string =>
    textOf(sentenceOf(relationship, names(relationship), say));
  const isHere = ({ relationship: one }: KeptRelationship): boolean =>
    one.between === between && byId.has(one.fromId) && byId.has(one.toId);
  const kept = relationships.filter(isHere);
  const gone = deleted.filter(
    (one) =>
      isHere(one) && !kept.some(({ relationship }) => relationship.id === one.relationship.id),
  );
  const isOf = ({ relationship: { fromId, toId } }: KeptRelationship): boolean =>
    of === undefined || fromId === of.id || toId === of.id;
  // By name, so that a sentence keeps its place when it is saved, deleted and restored.
  const rows = [...kept, ...gone]
    .filter(isOf)
    .map((one) => ({ one, names: names(one.relationship) }))
    .toSorted((x, y) => x.names.a.localeCompare(y.names.a) || x.names.b.localeCompare(y.names.b));
  const shown = isWhole ? rows : rows.slice(0, FIRST);

  const choose = (id: string | undefined): void => {
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (id === undefined) after.delete('of');
      else after.set('of', id);
      return after;
    });
  };
  const done = (id: string | undefined, on: Focus['on'] = 'sentence'): void => {
    setEditing(undefined);
    setFocus({ id: id ?? 'new', on });
    if (id !== undefined) setSelected(id);
  };
  const select = (id: string): void => {
    setFocus(undefined);
    setSelected(id === selected ? undefined : id);
  };
  const form = (one?: KeptRelationship): ReactElement => (
    <BondForm
      {...{ between, ends }}
      {...(one && { kept: one })}
      {...(of && { from: of.id })}
      onDone={(saved) => done(saved ?? one?.relationship.id)}
    />
  );
  const isOpening = isFirst(settled) || isFirst(settledEnds);
  const isUnknown = settled.kind === 'failed' || settledEnds.kind === 'failed';
  return (
    <div className="bonds">
      <div className="stack bonds-list">
        <ReadState {...trouble} failedTitle={text.notShown} />
        <DamagedNote of="relationships" damaged={state.value?.damaged} />
        <div className="bonds-head">
          {ends.length > 1 && (
            <label className="bonds-of">
              <span>{text.shown}</span>
              <select
                className="input"
                value={of?.id ?? ''}
                onChange={({ target }) => choose(target.value || undefined)}
              >
                <option value="">{between === 'stories' ? text.everyStory : text.everyone}</option>
                {ends.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          {ends.length > 1 && editing !== 'new' && (
            <ActionButton
              look="primary"
              hasFocus={focus?.id === 'new'}
              onPress={() => setEditing('new')}
            >
              {text.add}
            </ActionButton>
          )}
        </div>
        {editing === 'new' && form()}
        {rows.length === 0 && !isUnknown && (
          <p className="muted">
            {isOpening
              ? text.opening
              : ends.length < 2
                ? text.needsTwo[between]
                : of
                  ? text.emptyFor(of.name)
                  : text.empty[between]}
          </p>
        )}
        {rows.length === 0 && !isUnknown && !isOpening && ends.length < 2 && (
          <div className="buttons">
            <Link className="button primary" to={`/${between}/new`}>
              {text.newOne[between]}
            </Link>
          </div>
        )}
        {rows.length > 0 && (
          <a className="bonds-to-graph" href="#graph">
            {text.toGraph}
          </a>
        )}
        <ul aria-label={text.list} aria-busy={isOpening}>
          {shown.map(({ one, names: { a, b } }) => {
            const { relationship } = one;
            const { id, fromId, toId } = relationship;
            if (editing === id) return <li key={id}>{form(one)}</li>;
            return (
              <BondRow
                key={id}
                {...{ relationship, refresh, say: inWords, entry: entryOf(id) }}
                parts={sentenceOf(relationship, { a, b }, say)}
                ends={[
                  { id: fromId, name: a },
                  { id: toId, name: b },
                ]}
                isSelected={selected === id}
                isDeleted={gone.includes(one)}
                focus={focus?.id === id ? focus.on : undefined}
                onSelect={() => select(id)}
                onEdit={() => setEditing(id)}
                onDelete={() => {
                  remove(one);
                  setFocus({ id, on: 'undo' });
                }}
                onUndo={() => {
                  undo(one);
                  done(id);
                }}
              />
            );
          })}
        </ul>
        {shown.length < rows.length && (
          <ActionButton look="quiet" onPress={() => setWhole(true)}>
            {text.showAll(rows.length)}
          </ActionButton>
        )}
        {shared.length > 0 && <SharedList shared={shared} of={of?.id} />}
      </div>
      {kept.length + shared.length > 0 && (
        <Apart fallback={<p className="muted bonds-graph">{text.drawing}</p>}>
          <Graph
            {...{ ends, selected, shared }}
            bonds={kept.map(({ relationship }) => relationship)}
            of={of?.id}
            say={inWords}
            onSelect={select}
            onChoose={(id) => choose(id === of?.id ? undefined : id)}
          />
        </Apart>
      )}
    </div>
  );
}
