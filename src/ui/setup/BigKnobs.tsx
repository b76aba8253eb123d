import { counted } from '#core/counted.ts';
import type { Field } from '#core/field.ts';
import { movedAlong } from '#core/moved-along.ts';
import type { RunConfig } from '#core/run-config.ts';
import { getAt } from '#store/configuration.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { Access } from '../shell/Access.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { RevertDot } from './RevertDot.tsx';
import styles from './Setup.module.css';

/** Sizes that the large knob offers; the field itself takes any. */
const SIZES = [2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

/** The first three things to play with: how many agents, how much they explore, and in which world. */
export function BigKnobs({
  draft,
  fields,
}: {
  readonly draft: RunConfig;
  readonly fields: readonly Field[];
}) {
  const lab = useLab();
  const exploration = explorationField(fields);
  const fieldAt = (path: string) => fields.find((field) => field.path === path);
  const nearest = SIZES.reduce((best, size, i) => {
    const before = Math.abs((SIZES[best] ?? 0) - draft.populationSize);
    return Math.abs(size - draft.populationSize) < before ? i : best;
  }, 0);
  const value = exploration && getAt(draft, exploration.path);
  const explored = typeof value === 'number' ? value : 0;
  const agents =
    typeof draft.populationSize === 'number' ? counted(draft.populationSize, 'agent') : 'no number';
  return (
    <div className={styles['knobs']}>
      <Access names={['population', 'populationSize']}>
        <div className={styles['knob']}>
          <label htmlFor="knob-population">Population</label>
          <RevertDot field={{ path: 'populationSize' }} label="Population" />
          <output htmlFor="knob-population">{agents}</output>
          <input
            id="knob-population"
            type="range"
            min={0}
            max={SIZES.length - 1}
            step={1}
            value={nearest}
            aria-valuetext={agents}
            onChange={(event) => {
              const size = SIZES[Number(event.target.value)];
              if (size !== undefined)
                lab.setFields({
                  populationSize: size,
                  ...movedAlong(draft, 'populationSize', size, fields),
                });
            }}
          />
          <FieldProblem
            path="populationSize"
            label="Population"
            field={fieldAt('populationSize')}
          />
        </div>
      </Access>
      {exploration && (exploration.kind === 'real' || exploration.kind === 'integer') && (
        <Access names={[exploration.group, exploration.path]}>
          <div className={styles['knob']}>
            <label htmlFor="knob-exploration">Exploration</label>
            <RevertDot field={exploration} label="Exploration" />
            <output htmlFor="knob-exploration">
              {typeof value !== 'number'
                ? 'no number'
                : exploration.highest <= 1
                  ? `${shortNumber(explored * 100)} %`
                  : shortNumber(explored)}
            </output>
            <input
              id="knob-exploration"
              type="range"
              min={exploration.lowest}
              max={exploration.highest}
              step={exploration.kind === 'integer' ? 1 : 0.01}
              value={explored}
              title={exploration.explanation}
              onChange={(event) =>
                lab.setFields({ [exploration.path]: Number(event.target.value) })
              }
            />
            <FieldProblem path={exploration.path} label="Exploration" field={exploration} />
          </div>
        </Access>
      )}
      <Access names={['task']}>
        <Environment draft={draft} />
      </Access>
    </div>
  );
}

/** What an algorithm calls exploration, its lasting part first. */
function explorationField(fields: readonly Field[]): Field | undefined {
  const found = fields.filter(({ label }) => /^(exploration|entropy|.*noise)/i.test(label));
  return found.find(({ label }) => /at last|final/i.test(label)) ?? found[0];
}

function Environment({ draft }: { readonly draft: RunConfig }) {
  const lab = useLab();
  const catalog = useLabState((state) => state.catalog);
  const environment = catalog?.environments.find(({ id }) => id === draft.environment);
  return (
    <div className={styles['knob']}>
      <label htmlFor="knob-environment">Environment</label>
      <select
        id="knob-environment"
        value={draft.environment}
        onChange={(event) => {
          const preset = catalog?.presets.find(
            ({ config }) =>
              config.environment === event.target.value && config.algorithm === draft.algorithm,
          );
          // A preset made for that task is a better start than settings made for another.
          if (preset) lab.setUp({ ...preset.config, seed: draft.seed }, preset.id);
          else lab.setFields({ environment: event.target.value });
        }}
      >
        {catalog?.environments.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {environment && <p className={styles['summary']}>{environment.summary}</p>}
      <FieldProblem path="environment" label="Environment" />
      <FieldProblem path="algorithm" label="Algorithm" />
    </div>
  );
}
