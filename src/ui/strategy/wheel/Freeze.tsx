import { useState } from 'react';
import { type FrozenBy, frozenChoices, hasSwitched } from '#core/strategy/frozen.ts';
import { withFrozenRow } from '#store/strategy/agents.ts';
import { Button } from '../../parts/Button.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import type { ShownRun } from '../shown-run.ts';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { RowSelect } from './RowSelect.tsx';
import styles from './Wheel.module.css';

/** Runs once more with a row that stays under what a steered row ended with, or had longest: was steering worth it? */
export function Freeze({ shown }: { readonly shown: ShownRun }) {
  const lab = useStrategy();
  const runPreset = useStrategyState((state) => state.runPreset);
  const [chosen, setChosen] = useState<number | null>(null);
  const [by, setBy] = useState<FrozenBy>('final');
  const { config, intervals } = shown;
  const steered = config.rows.flatMap(({ name }, row) => {
    const choices = intervals.flatMap(({ rows }) => rows[row]?.choices ?? []);
    return hasSwitched(choices) ? [{ row, name, choices }] : [];
  });
  const own = steered.find(({ row }) => row === chosen) ?? steered[0];
  const choices = own && frozenChoices(own.choices, by);
  if (!own || !choices) return null;
  const name = `${own.name}, frozen (${by})`;
  return (
    <div className={styles['asking']}>
      <p className={styles['text']}>
        <strong>Freeze.</strong> Run it all again beside one more classifier, which stays under one
        recipe throughout: the one that a steered classifier ended with, or of each seat the choice
        that stood longest.
      </p>
      <div className={styles['line']}>
        <RowSelect value={own.row} rows={steered} onChange={setChosen} />
        <Segmented
          label="Which choice"
          name="freeze-by"
          value={by}
          options={[
            { value: 'final', label: 'Final choice' },
            { value: 'modal', label: 'Most frequent' },
          ]}
          onChange={setBy}
        />
        <Button
          look="outlined"
          onClick={() => {
            lab.setUp(withFrozenRow(config, name, choices), runPreset);
            lab.start();
          }}
        >
          Freeze and run
        </Button>
      </div>
    </div>
  );
}
