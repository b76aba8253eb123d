import { type ReactNode, useId } from 'react';
import { valueAt } from '#core/plain-data.ts';
import type { StrategyField } from '#core/strategy/strategy-fields.ts';
import { same } from '#store/set-up/configuration.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { FieldFrame } from '../../setup/FieldFrame.tsx';
import { RevertMark } from '../../setup/RevertDot.tsx';
import styles from '../../setup/Setup.module.css';
import { useStrategy, useStrategyState } from '../strategy-context.ts';

/** A field of the set-up with its words, and the way back to what the preset has. */
export function StrategyFieldRow({
  field,
  words = null,
}: {
  readonly field: StrategyField;
  /** Words on the value, unless something is wrong with it. */
  readonly words?: ReactNode;
}) {
  const lab = useStrategy();
  const id = useId();
  const { path, label, defaultValue } = field;
  const value = useStrategyState(({ draft }) => valueAt(draft, path) ?? defaultValue);
  const problem = useStrategyState(({ problems }) => problems.find((each) => each.path === path));
  const preset = useStrategyState(
    ({ catalog, presetId }) => catalog?.presets.find((each) => each.id === presetId)?.config,
  );
  const initial = preset && (valueAt(preset, path) ?? defaultValue);
  const isChanged = initial !== undefined && !same(initial, value);
  const set = (to: unknown) => lab.setFields({ [path]: to });
  return (
    <FieldFrame
      id={id}
      field={field}
      explanation={field.explanation}
      value={value}
      isWrong={problem !== undefined}
      head={
        isChanged && <RevertMark label={label} initial={initial} onRevert={() => set(initial)} />
      }
      words={
        problem ? (
          <p role="alert" className={styles['problem']}>
            {problemWords(problem, label, field)}
          </p>
        ) : (
          words
        )
      }
      onCommit={set}
    />
  );
}
