import { imageMemory } from '#core/strategy/image-memory.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { StrategyField } from '#core/strategy/strategy-fields.ts';
import { precisionWords } from '#store/strategy/precision-words.ts';
import styles from '../../setup/Setup.module.css';
import { useStrategyState } from '../strategy-context.ts';
import { StrategyFieldRow } from './StrategyFieldRow.tsx';

/** The precision of training. Where there is no GPU there is no choice, and the reason stands there. */
export function PrecisionRow({
  field,
  draft,
}: {
  readonly field: StrategyField;
  readonly draft: StrategyConfig;
}) {
  const gpu = useStrategyState((state) => state.gpu);
  const { precision = 'single' } = draft.training;
  const isOffered = gpu?.available || precision === 'mixed';
  const choices = field.kind === 'choice' ? field.choices : [];
  const offered: StrategyField = {
    ...field,
    kind: 'choice',
    choices: isOffered ? choices : choices.filter(({ value }) => value === 'single'),
  };
  return (
    <StrategyFieldRow
      field={offered}
      words={
        <p className={styles['explanation']}>
          {precisionWords(precision, imageMemory(draft), gpu)}
        </p>
      }
    />
  );
}
