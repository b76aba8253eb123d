import { useMemo } from 'react';
import type { Field, FieldGroup } from '#core/field.ts';
import { shownFields } from '#core/fields.ts';
import { idleReason } from '#core/idle-fields.ts';
import type { RunConfig } from '#core/run-config.ts';
import { accessTo, leftOpen } from '#store/lab/access.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { Access, LockedNote } from '../shell/Access.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { AnotherSetUp } from './AnotherSetUp.tsx';
import { BigKnobs } from './BigKnobs.tsx';
import { Estimate } from './Estimate.tsx';
import { FieldRow } from './FieldRow.tsx';
import { groupSummary } from './group-summary.ts';
import { HyperparameterRows } from './HyperparameterRows.tsx';
import { Idle } from './Idle.tsx';
import { MutationMix } from './MutationMix.tsx';
import { PendingChanges } from './PendingChanges.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import { Problems } from './Problems.tsx';
import { RecipeNotice } from './RecipeNotice.tsx';
import { FoldedFields, SetupPanel, type SetupProps } from './SetupPanel.tsx';

const GROUPS: readonly { readonly group: FieldGroup; readonly title: string }[] = [
  { group: 'environment', title: 'Environment' },
  { group: 'population', title: 'Population' },
  { group: 'algorithm', title: 'Algorithm' },
  { group: 'network', title: 'Network' },
  { group: 'selection', title: 'Selection' },
  { group: 'mutation', title: 'Mutation' },
  { group: 'training', title: 'Training' },
  { group: 'evaluation', title: 'Evaluation' },
  { group: 'target', title: 'Target' },
];

/** Everything that decides a run, made from the catalog: three knobs first, the rest folded. */
export function Setup({ onCollapse }: SetupProps) {
  const catalog = useLabState((state) => state.catalog);
  const draft = useLabState((state) => state.draft);
  const isRuns = useLabState(isRunsForm);
  const lab = useLab();
  const timeline = useLabState((state) => state.timeline);
  const fields = useMemo(
    () => (catalog && draft ? shownFields(catalog, draft) : []),
    [catalog, draft],
  );
  return (
    <SetupPanel timeline={timeline} lab={lab} onCollapse={onCollapse}>
      {draft && catalog && (
        <>
          <LockedNote />
          <Access names={['preset']}>
            <PresetPicker />
          </Access>
          <BigKnobs draft={draft} fields={fields} />
          <Estimate draft={draft} />
          <Problems fields={fields} />
          {isRuns ? <PendingChanges fields={fields} /> : <AnotherSetUp />}
          {draft.schedule && <RecipeNotice draft={draft} />}
          <div data-form={isRuns ? 'run' : 'other'}>
            <Groups fields={fields} draft={draft} />
          </div>
        </>
      )}
    </SetupPanel>
  );
}

/** Fields by group, each folded up. */
export function Groups({
  fields,
  draft,
}: {
  readonly fields: readonly Field[];
  readonly draft: RunConfig;
}) {
  return GROUPS.map(({ group, title }) => (
    <Group
      key={group}
      title={title}
      group={group}
      fields={fields.filter((field) => field.group === group)}
      draft={draft}
    />
  ));
}

function Group({
  title,
  group,
  fields,
  draft,
}: {
  readonly title: string;
  readonly group: FieldGroup;
  readonly fields: readonly Field[];
  readonly draft: RunConfig;
}) {
  const wrong = useLabState(
    (state) =>
      state.problems.filter(({ path }) => fields.some((field) => field.path === path)).length,
  );
  const access = useLabState((state) => accessTo(state, group));
  // As text, so that it is the same until something changes.
  const open = useLabState((state) =>
    accessTo(state, group) === 'locked'
      ? leftOpen(state, fields)
          .map(({ path }) => path)
          .join()
      : '',
  );
  if (fields.length === 0 || access === 'hidden') return null;
  const reasons = fields.map((field) => idleReason(draft, field));
  const idle = reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
  const plain = fields.filter((field) => !isSpecial(field));
  return (
    <FoldedFields
      title={
        <>
          {title}
          {access === 'locked' && (open === '' ? ' (locked)' : ' (partly locked)')}
        </>
      }
      wrong={wrong}
      summary={idle === null ? groupSummary(group, fields, draft) : 'no part in this run'}
    >
      {/* Each field is locked by itself if one is left open. */}
      <Access names={open === '' ? [group] : []}>
        <Idle reason={idle}>
          {group === 'mutation' && (
            <Access names={[group]}>
              <MutationMix draft={draft} />
            </Access>
          )}
          {group === 'algorithm' && <HyperparameterRows fields={fields} draft={draft} />}
          {plain.map((field) => (
            <FieldRow key={field.path} field={field} />
          ))}
        </Idle>
      </Access>
    </FoldedFields>
  );
}

/** Fields with a control of their own. */
const isSpecial = ({ path, hyperparameter, share }: Field): boolean =>
  path === 'algorithm' || hyperparameter !== undefined || share !== undefined;
