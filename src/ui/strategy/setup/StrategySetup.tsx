import { valueAt } from '#core/plain-data.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import {
  fieldsOf,
  PRECISION_PATH,
  type StrategyField,
  type StrategyFieldGroup,
} from '#core/strategy/strategy-fields.ts';
import { valueWords } from '#store/words/value-words.ts';
import { PresetSelect } from '../../setup/PresetSelect.tsx';
import { FoldedFields, SetupPanel, type SetupProps } from '../../setup/SetupPanel.tsx';
import { OwnImages } from '../own/OwnImages.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { DomainPicker } from './DomainPicker.tsx';
import { PrecisionRow } from './PrecisionRow.tsx';
import { RowList } from './RowList.tsx';
import { StrategyFieldRow } from './StrategyFieldRow.tsx';
import { StrategyProblems } from './StrategyProblems.tsx';

const GROUPS: readonly { readonly group: StrategyFieldGroup; readonly title: string }[] = [
  { group: 'labels', title: 'Labels' },
  { group: 'look', title: 'Look' },
  { group: 'noise', title: 'Label noise' },
  { group: 'amount', title: 'Images' },
  { group: 'network', title: 'Network' },
  { group: 'training', title: 'Training' },
];

/** Fields of scenes alone: shapes have none of them. */
const OF_SCENES = new Set(['data.classes', 'data.styles', 'data.sceneLabels']);
/** The domain decides it. */
const KIND = 'data.kind';

/** Everything that decides a strategy run, made from the catalog. */
export function StrategySetup({ onCollapse }: SetupProps) {
  const lab = useStrategy();
  const draft = useStrategyState((state) => state.draft);
  const timeline = useStrategyState((state) => state.timeline);
  return (
    <SetupPanel timeline={timeline} lab={lab} onCollapse={onCollapse}>
      {draft && <Parts draft={draft} />}
    </SetupPanel>
  );
}

function Parts({ draft }: { readonly draft: StrategyConfig }) {
  const fields = fieldsOf(draft.data.kind === 'own').filter(
    ({ path }) =>
      path !== KIND &&
      !(draft.data.kind === 'shapes' && OF_SCENES.has(path)) &&
      !(draft.data.kind === 'own' && path.startsWith('data.')), // opened images are as they are
  );
  return (
    <>
      <PresetPicker />
      <StrategyProblems fields={fields} />
      <RowList draft={draft} />
      <DomainPicker draft={draft} />
      <OwnImages />
      {GROUPS.map(({ group, title }) => (
        <Group
          key={group}
          title={title}
          fields={fields.filter((field) => field.group === group)}
          draft={draft}
        />
      ))}
    </>
  );
}

function PresetPicker() {
  const lab = useStrategy();
  const presets = useStrategyState(({ catalog }) => catalog?.presets ?? NONE);
  const presetId = useStrategyState((state) => state.presetId);
  return (
    <PresetSelect
      id="strategy-preset"
      presets={presets}
      presetId={presetId}
      wordsOf={({ summary }) => summary}
      onChoose={({ id, config }) => lab.setUp(config, id)}
    />
  );
}

const NONE = [] as const;

function Group({
  title,
  fields,
  draft,
}: {
  readonly title: string;
  readonly fields: readonly StrategyField[];
  readonly draft: StrategyConfig;
}) {
  const wrong = useStrategyState(
    ({ problems }) =>
      problems.filter(({ path }) => fields.some((field) => field.path === path)).length,
  );
  if (fields.length === 0) return null;
  return (
    <FoldedFields title={title} wrong={wrong} summary={summaryOf(fields, draft)}>
      {fields.map((field) =>
        field.path === PRECISION_PATH ? (
          <PrecisionRow key={field.path} field={field} draft={draft} />
        ) : (
          <StrategyFieldRow key={field.path} field={field} />
        ),
      )}
    </FoldedFields>
  );
}

/** Characters for which there is room. */
const LONGEST = 30;

/** One line for a folded group, as 'classes 20 · long tail 3.5'. */
function summaryOf(fields: readonly StrategyField[], draft: StrategyConfig): string {
  let line = '';
  for (const field of fields) {
    const words = `${field.label.toLowerCase()} ${valueWords(valueAt(draft, field.path) ?? field.defaultValue, field)}`;
    if (line.length + words.length > LONGEST && line !== '') break;
    line = line === '' ? words : `${line} · ${words}`;
  }
  return line;
}
