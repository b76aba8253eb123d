import { lazy, Suspense, useId } from 'react';
import { championFigures } from '#archive/champion-words.ts';
import { generationNumber } from '#core/generation-number.ts';
import { Button } from '../parts/Button.tsx';
import popover from '../parts/Popover.module.css';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './ChampionLine.module.css';

const ChampionRule = lazy(async () => ({
  default: (await import('./ChampionRule.tsx')).ChampionRule,
}));

/** The champion with both figures; pressing it selects it. The rule is behind the question mark. */
export function ChampionLine() {
  const lab = useLab();
  const id = useId();
  const champion = useLabState((state) => state.champion);
  return (
    <p className={styles['line']}>
      {champion ? (
        <Button
          className={styles['name']}
          title={`Look at it, as it was in generation ${generationNumber(champion.generation)}`}
          onClick={() => lab.select(champion)}
        >
          champion: agent {champion.agent}
        </Button>
      ) : (
        <span>no champion yet</span>
      )}
      <button
        type="button"
        className={styles['why']}
        popoverTarget={id}
        aria-label="How the champion is found"
      >
        ?
      </button>
      {champion && <span>{championFigures(champion)}</span>}
      <span id={id} popover="auto" className={`${popover['card']} ${styles['rule']}`} role="note">
        <Suspense>
          <ChampionRule />
        </Suspense>
      </span>
    </p>
  );
}
