import type { HyperparameterDeclaration } from '#core/algorithm.ts';
import type { Field } from '#core/field.ts';
import type { RunConfig } from '#core/run-config.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { FieldProblem, FieldRow } from './FieldRow.tsx';
import { RangeSlider } from './RangeSlider.tsx';
import { RevertDot } from './RevertDot.tsx';
import styles from './Setup.module.css';

/** Each hyperparameter: where it starts, and where and how fast evolution may take it. */
export function HyperparameterRows({
  fields,
  draft,
}: {
  readonly fields: readonly Field[];
  readonly draft: RunConfig;
}) {
  const declared = useLabState(
    (state) => state.catalog?.algorithms.find(({ id }) => id === draft.algorithm)?.hyperparameters,
  );
  return declared?.map((hyperparameter) => (
    <Hyperparameter
      key={hyperparameter.name}
      declared={hyperparameter}
      draft={draft}
      field={(entry) =>
        fields.find(({ path }) => path === `hyperparameters.${hyperparameter.name}.${entry}`)
      }
    />
  ));
}

function Hyperparameter({
  declared,
  draft,
  field,
}: {
  readonly declared: HyperparameterDeclaration;
  readonly draft: RunConfig;
  readonly field: (entry: string) => Field | undefined;
}) {
  const lab = useLab();
  const now = draft.hyperparameters[declared.name];
  const living = useLiving(declared.name);
  const [value, evolves, grow, shrink] = ['value', 'evolves', 'grow', 'shrink'].map(field);
  if (!now || !value) return null;
  const path = `hyperparameters.${declared.name}`;
  return (
    <div className={styles['hyperparameter']}>
      <FieldRow field={value} />
      {evolves && <FieldRow field={evolves} label="May evolve" />}
      {now.evolves && (
        <>
          <div className={styles['rangeHead']}>
            <span>
              between {shortNumber(now.min)} and {shortNumber(now.max)}
            </span>
            <RevertDot field={{ path: `${path}.min` }} label={`Lowest ${declared.label}`} />
            <RevertDot field={{ path: `${path}.max` }} label={`Highest ${declared.label}`} />
          </div>
          <RangeSlider
            label={declared.label}
            lowest={declared.lowest}
            highest={declared.highest}
            scale={declared.scale}
            integer={declared.kind === 'integer'}
            min={now.min}
            max={now.max}
            mark={now.value}
            values={living}
            onCommit={({ min, max }) =>
              lab.setFields({
                ...(min !== now.min && { [`${path}.min`]: min }),
                ...(max !== now.max && { [`${path}.max`]: max }),
              })
            }
          />
          <FieldProblem path={`${path}.min`} label={`Lowest ${declared.label.toLowerCase()}`} />
          <FieldProblem path={`${path}.max`} label={`Highest ${declared.label.toLowerCase()}`} />
          <details className={styles['more']}>
            <summary>
              grows ×{shortNumber(now.grow)}, shrinks ×{shortNumber(now.shrink)}
            </summary>
            {grow && <FieldRow field={grow} label="Growth" />}
            {shrink && <FieldRow field={shrink} label="Shrinkage" />}
          </details>
        </>
      )}
    </div>
  );
}

/** What the agents of the last evaluated generation have, if they have it. */
function useLiving(name: string): readonly number[] {
  const { history } = useHistory();
  const generation = (history?.generations ?? 0) - 1;
  const index = history?.hyperparameters.indexOf(name) ?? -1;
  if (!history || generation < 0 || index < 0) return [];
  return Array.from({ length: history.size(generation) }, (_, slot) =>
    history.hyperparameter(generation, slot, index),
  );
}
