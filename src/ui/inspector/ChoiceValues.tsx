import { useEffect, useState } from 'react';
import { valueWords } from '#store/play/game.ts';
import { useEnvironment, useLab } from '../shell/lab-context.ts';
import styles from './ChoiceValues.module.css';

interface Shown {
  readonly agent: number;
  readonly values: readonly (number | null)[];
}

/** Values that the agent on the stage expects of each choice in the position shown there. */
export function ChoiceValues() {
  const lab = useLab();
  const environment = useEnvironment();
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(
    () =>
      lab.onFrame(({ agent, values }) => {
        if (values)
          setShown((before) => (isSame(before, { agent, values }) ? before : { agent, values }));
      }),
    [lab],
  );
  const known = shown?.values.filter((value) => value !== null) ?? [];
  const best = Math.max(...known);
  return (
    <section className={styles['card']} aria-label="What it expects">
      <h3>What it expects{shown && <small>agent {shown.agent}, on the stage</small>}</h3>
      {shown ? (
        <ol className={styles['values']}>
          {shown.values.map((value, choice) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place
              key={choice}
              data-best={value === best || undefined}
            >
              <span>{environment?.actionLabels[choice]}</span>
              <span className={styles['track']} aria-hidden="true">
                <span className={styles['bar']} style={barOf(value)} />
              </span>
              <span>{valueWords(value)}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p>Its values are here as soon as it plays.</p>
      )}
      <p>Near 1 it expects to win, near −1 to lose. It takes the greatest.</p>
    </section>
  );
}

const isSame = (a: Shown | null, b: Shown): boolean =>
  a?.agent === b.agent && a.values.join() === b.values.join();

/** Bar from the middle, which is 0, to the value. */
function barOf(value: number | null) {
  const share = 50 * Math.min(Math.max(value ?? 0, -1), 1);
  return { left: `${Math.min(50, 50 + share)}%`, width: `${Math.abs(share)}%` };
}
