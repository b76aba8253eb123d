import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import { lifeOf } from '#store/history/life.ts';
import { isTested } from '#store/history/newborn.ts';
import { isHistory } from '#store/lab/run-state.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useKeptHeight } from '../parts/use-kept-height.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

/** Facts of an agent: fitness, generations lived in, parent, and the tournament that chose the parent. */
export function Identity({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const lab = useLab();
  const ref = useKeptHeight<HTMLDListElement>();
  const past = useLabState(isHistory);
  const isOver = useLabState((state) => state.status.kind === 'finished');
  const tested = isTested(history, cell);
  const { born, last } = lifeOf(history, cell);
  const before =
    cell.parentSlot < 0 ? Number.NaN : history.fitness(cell.generation - 1, cell.parentSlot);
  const gain = cell.fitness - before;
  return (
    <dl ref={ref} className={styles['identity']}>
      <div className={styles['fitness']}>
        <dt>fitness</dt>
        <dd>
          {!tested ? <small>not tested yet</small> : fitnessWords(cell)}
          {!Number.isNaN(gain) && (
            <small>
              {gain === 0 ? 'same as' : `${gain < 0 ? '↓' : '↑'} ${shortNumber(Math.abs(gain))} on`}{' '}
              {cell.isNew ? 'its parent' : 'last time'}
            </small>
          )}
        </dd>
      </div>
      {cell.diverged && (
        <p className={styles['diverged']}>
          Its numbers were no longer finite. It loses every tournament.
        </p>
      )}
      <div>
        <dt>lived</dt>
        <dd>
          {!tested
            ? `since generation ${generationNumber(born)}, which trains now`
            : born === last
              ? `in generation ${generationNumber(born)}`
              : `generations ${generationNumber(born)} to ${generationNumber(last)}`}
          {tested && !past && !isOver && lab.lives(cell.agent) ? ', and lives on' : ''}
        </dd>
      </div>
      <div>
        <dt>parent</dt>
        <dd>
          <Parent history={history} cell={cell} />
        </dd>
      </div>
      <Tournament history={history} cell={cell} />
      {tested && (
        <div>
          <dt>weights</dt>
          <dd>{cell.parameters.toLocaleString('en-US')}</dd>
        </div>
      )}
    </dl>
  );
}

const fitnessWords = ({ diverged, fitness }: Cell) =>
  diverged ? 'diverged' : shortNumber(fitness);

function Parent({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  if (cell.parentSlot < 0) return <>none: a founder</>;
  const before = history.cell(cell.generation - 1, cell.parentSlot);
  return (
    <AgentLink
      generation={before.generation}
      agent={before.agent}
      words={
        cell.isNew
          ? `agent ${before.agent}`
          : cell.isElite
            ? 'itself, passed on as elite'
            : 'itself, trained on'
      }
    />
  );
}

function AgentLink({
  generation,
  agent,
  words,
}: {
  readonly generation: number;
  readonly agent: number;
  readonly words: string;
}) {
  const lab = useLab();
  return (
    <button
      type="button"
      className={styles['link']}
      onClick={() => lab.select({ generation, agent })}
    >
      {words}
    </button>
  );
}

/** The agents against which the parent was drawn, with the fitness of each, and that it won. */
function Tournament({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const tournament = cell.isNew ? history.tournament(cell.generation, cell.slot) : undefined;
  if (!tournament) return null;
  const before = cell.generation - 1;
  const drawn = [...new Set(tournament.drawn)].filter((slot) => slot < history.size(before));
  const others = drawn
    .filter((slot) => slot !== cell.parentSlot)
    .map((slot) => history.cell(before, slot));
  const { agent, fitness } = history.cell(before, cell.parentSlot);
  return (
    <div>
      <dt>tournament</dt>
      <dd>
        {others.length === 0 ? (
          'none: chance picked its parent each time'
        ) : (
          <>
            {agent} ({shortNumber(fitness)}) won against{' '}
            {others.map((other, i) => (
              <span key={other.slot}>
                {i > 0 && ', '}
                <AgentLink
                  generation={before}
                  agent={other.agent}
                  words={`${other.agent} (${fitnessWords(other)})`}
                />
              </span>
            ))}
          </>
        )}
      </dd>
    </div>
  );
}
