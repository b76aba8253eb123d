import { useEffect, useState } from 'react';
import type { Appraisal } from '#protocol/messages.ts';
import { appraisalWords } from '#store/play/game.ts';
import { useEnvironment, useLab } from '../shell/lab-context.ts';
import styles from './ChoiceValues.module.css';

interface Shown extends Appraisal {
  readonly agent: number;
}

/** Values or chances that the agent on the stage gives each choice in the position shown there. */
export function ChoiceValues() {
  const lab = useLab();
  const environment = useEnvironment();
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(
    () =>
      lab.onFrame(({ agent, appraisal }) => {
        if (!appraisal) return;
        const now = { agent, ...appraisal };
        setShown((before) => (isSame(before, now) ? before : now));
      }),
    [lab],
  );
  const known = shown?.values.filter((value) => value !== null) ?? [];
  const best = Math.max(...known);
  const areChances = shown?.areChances ?? false;
  const title = areChances ? 'What it would do' : 'What it expects';
  return (
    <section className={styles['card']} aria-label={title}>
      <h3>
        {title}
        {shown && <small>agent {shown.agent}, on the stage</small>}
      </h3>
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
                <span className={styles['bar']} style={barOf(value, areChances)} />
              </span>
              <span>{appraisalWords(value, areChances)}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p>Its values are here as soon as it plays.</p>
      )}
      <p>
        {areChances
          ? 'It takes the likeliest.'
          : 'Near 1 it expects to win, near −1 to lose. It takes the greatest.'}
      </p>
    </section>
  );
}

const isSame = (a: Shown | null, b: Shown): boolean =>
  a?.agent === b.agent && a.values.join() === b.values.join();

/** Bar from the middle, which is 0, to the value; of a chance from the left. */
function barOf(value: number | null, isChance: boolean) {
  if (isChance) return { left: 0, width: `${100 * (value ?? 0)}%` };
  const share = 50 * Math.min(Math.max(value ?? 0, -1), 1);
  return { left: `${Math.min(50, 50 + share)}%`, width: `${Math.abs(share)}%` };
}
