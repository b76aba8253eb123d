import { useId } from 'react';
import type { HyperparameterDeclaration } from '#core/algorithm.ts';
import type { Field } from '#core/field.ts';
import { idleReason } from '#core/idle-fields.ts';
import type { RunConfig } from '#core/run-config.ts';
import { readNumber } from '#store/set-up/typed-number.ts';
import { valueWords } from '#store/words/value-words.ts';
import { Access } from '../shell/Access.tsx';
import { useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { FieldRow } from './FieldRow.tsx';
import { Idle } from './Idle.tsx';
import { RangeSlider } from './RangeSlider.tsx';
import { RevertDot } from './RevertDot.tsx';
import styles from './Setup.module.css';
import { keypad, TextField } from './TextField.tsx';

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
    <Access
      key={hyperparameter.name}
      names={['algorithm', `hyperparameters.${hyperparameter.name}`]}
    >
      <Hyperparameter
        declared={hyperparameter}
        draft={draft}
        field={(entry) =>
          fields.find(({ path }) => path === `hyperparameters.${hyperparameter.name}.${entry}`)
        }
      />
    </Access>
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
  const id = useId();
  const now = draft.hyperparameters[declared.name];
  const living = useLiving(declared.name);
  const [value, evolves, min, max, grow, shrink] = ENTRIES.map(field);
  if (!now || !value) return null;
  return (
    <div className={styles['hyperparameter']}>
      <FieldRow field={value} />
      <Idle reason={evolves ? idleReason(draft, evolves) : null}>
        {evolves && <FieldRow field={evolves} label="May evolve" />}
        {now.evolves && (
          <>
            <div className={styles['rangeHead']}>
              {min && (
                <Bound field={min} word="from" value={now.min} declared={declared} words={id} />
              )}
              {max && (
                <Bound field={max} word="to" value={now.max} declared={declared} words={id} />
              )}
            </div>
            <RangeSlider
              label={declared.label}
              over={{ ...declared, integer: declared.kind === 'integer' }}
              min={now.min}
              max={now.max}
              mark={now.value}
              values={living}
              onCommit={(range) =>
                lab.setFields({
                  ...(min && range.min !== now.min && { [min.path]: range.min }),
                  ...(max && range.max !== now.max && { [max.path]: range.max }),
                })
              }
            />
            <div id={id}>
              {[min, max].map(
                (end) =>
                  end && (
                    <FieldProblem key={end.path} path={end.path} label={end.label} field={end} />
                  ),
              )}
            </div>
            <details className={styles['more']}>
              <summary>
                grows ×{valueWords(now.grow)}, shrinks ×{valueWords(now.shrink)}
              </summary>
              {grow && <FieldRow field={grow} label="Growth" />}
              {shrink && <FieldRow field={shrink} label="Shrinkage" />}
            </details>
          </>
        )}
      </Idle>
    </div>
  );
}

const ENTRIES = ['value', 'evolves', 'min', 'max', 'grow', 'shrink'];

/** One end of a range, to be typed: a slider has no room for every number. */
function Bound({
  field,
  word,
  value,
  declared,
  words,
}: {
  readonly field: Field;
  readonly word: string;
  readonly value: unknown;
  readonly declared: HyperparameterDeclaration;
  /** Id of where it is said what is wrong. */
  readonly words: string;
}) {
  const lab = useLab();
  const wrong = useLabState((state) => state.problems.some(({ path }) => path === field.path));
  return (
    <span className={styles['bound']} data-field={field.path}>
      {word}
      <TextField
        name={field.label}
        text={String(value ?? '')}
        invalid={wrong}
        describedBy={words}
        inputMode={keypad(declared)}
        read={(text) => readNumber(text, declared.kind === 'integer')}
        onCommit={(next) => lab.setFields({ [field.path]: next })}
      />
      <RevertDot field={field} label={field.label} />
    </span>
  );
}

/** Values of a hyperparameter among the agents of the last evaluated generation. */
function useLiving(name: string): readonly number[] {
  const { history } = useHistory();
  const generation = (history?.generations ?? 0) - 1;
  const index = history?.hyperparameters.indexOf(name) ?? -1;
  if (!history || generation < 0 || index < 0) return [];
  return history.hyperparameterValues(generation, index);
}
