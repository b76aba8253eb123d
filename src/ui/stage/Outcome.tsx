import { championFigure, endWords } from '#archive/champion-words.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Icon } from '../parts/Icon.tsx';
import { Titled } from '../parts/Titled.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Stage.module.css';

/** Outcome of a finished run, over the stage. */
export function Outcome() {
  const status = useLabState((state) => state.status);
  const generations = useLabState((state) => state.generations);
  const champion = useLabState((state) => state.champion);
  const target = useLabState((state) => state.config?.target);
  const other = useLabState(({ runEngine, catalog }) =>
    catalog && runEngine !== catalog.engine ? runEngine : null,
  );
  if (status.kind !== 'finished') return null;
  return (
    <p className={styles['outcome']}>
      {status.reason === 'target' && <Icon name="check" />}
      <strong>{endWords(status.reason, generations)}</strong>
      {champion && (
        <span>
          champion: agent {champion.agent}, {shortNumber(championFigure(champion))}
        </span>
      )}
      <Titled
        className={styles['hash']}
        title={`Hash of the run: ${status.hash}. The same link gives the same hash everywhere.`}
      >
        <code data-testid="run-hash">{status.hash}</code>
      </Titled>
      {other !== null && <span>made by engine {other}</span>}
      {status.reason === 'generations' && target?.enabled && (
        <span className={styles['advice']}>
          Target {shortNumber(target.fitness)} missed: run longer, or another seed
        </span>
      )}
    </p>
  );
}
