import { NO_MUTATION } from '#core/lineage.ts';
import type { Cell, History } from '#store/history.ts';
import {
  describeChange,
  distinctChanges,
  FAMILY_WORDS,
  shortNumber,
} from '#store/mutation-words.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { Hyperparameters } from './Hyperparameters.tsx';
import styles from './Inspector.module.css';
import { NetworkCard } from './NetworkCard.tsx';
import { Recipe } from './Recipe.tsx';

/** Everything about the selected agent. */
export function Inspector() {
  const { history } = useHistory();
  const cell = useFocusCell();
  const following = useLabState((state) => state.selection === null);
  if (!history || !cell)
    return (
      <Panel title="Agent">
        <p className={styles['empty']}>
          When a generation has been evaluated, its best agent is shown here: where it comes from,
          what its last mutation changed, its network.
        </p>
      </Panel>
    );
  return (
    <Panel
      title={`Agent ${cell.agent}`}
      aside={
        <span className={styles['following']}>
          {following ? 'best of ' : ''}generation {cell.generation}
        </span>
      }
    >
      <div className={styles['inspector']}>
        <Identity history={history} cell={cell} />
        <LastMutation history={history} cell={cell} />
        <NetworkCard history={history} cell={cell} />
        <Hyperparameters history={history} cell={cell} />
        <Recipe history={history} cell={cell} />
      </div>
    </Panel>
  );
}

function Identity({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const birth = history.birth(cell.agent);
  const before =
    cell.parentSlot < 0 ? Number.NaN : history.fitness(cell.generation - 1, cell.parentSlot);
  const gain = cell.fitness - before;
  return (
    <dl className={styles['identity']}>
      <div className={styles['fitness']}>
        <dt>fitness</dt>
        <dd>
          {cell.diverged ? 'diverged' : shortNumber(cell.fitness)}
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
        <dt>born</dt>
        <dd>generation {birth?.generation ?? 0}</dd>
      </div>
      <div>
        <dt>parent</dt>
        <dd>
          <Parent history={history} cell={cell} />
        </dd>
      </div>
      <Tournament history={history} cell={cell} />
      <div>
        <dt>weights</dt>
        <dd>{cell.parameters.toLocaleString('en-US')}</dd>
      </div>
    </dl>
  );
}

function Parent({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const lab = useLab();
  if (cell.parentSlot < 0) return <>none: a founder</>;
  const before = history.cell(cell.generation - 1, cell.parentSlot);
  const select = () => lab.select({ generation: before.generation, agent: before.agent });
  return (
    <button type="button" className={styles['link']} onClick={select}>
      {cell.isNew ? `agent ${before.agent}` : 'itself, passed on as elite'}
    </button>
  );
}

/** Whom the parent was drawn against, and that it won. */
function Tournament({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const tournament = cell.isNew ? history.tournament(cell.generation, cell.slot) : undefined;
  if (!tournament) return null;
  const fighters = tournament.drawn.filter((slot) => slot < history.size(cell.generation - 1));
  const others = [...new Set(fighters)].filter((slot) => slot !== cell.parentSlot);
  const words = (slot: number) => {
    const { agent, fitness } = history.cell(cell.generation - 1, slot);
    return `${agent} (${shortNumber(fitness)})`;
  };
  return (
    <div>
      <dt>tournament</dt>
      <dd>
        {others.length === 0
          ? 'drawn alone'
          : `${words(cell.parentSlot)} won against ${others.map(words).join(', ')}`}
      </dd>
    </div>
  );
}

function LastMutation({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const algorithm = useAlgorithm();
  const birth = history.birth(cell.agent);
  const mutation = birth?.mutation ?? NO_MUTATION;
  const changes = distinctChanges(mutation);
  return (
    <section className={styles['card']} aria-label="What its mutation changed">
      <h3>
        <InlineGlyph family={mutation.family} size={13} />
        {mutation.family === 'none' ? 'Not mutated' : `Mutation: ${FAMILY_WORDS[mutation.family]}`}
      </h3>
      {mutation.family === 'none' && (
        <p>
          {birth?.parent == null ? 'As the set-up made it.' : 'A copy of its parent, trained on.'}
        </p>
      )}
      {mutation.family === 'parameters' && changes.length === 0 && (
        <p>Some of its weights moved at random.</p>
      )}
      {changes.length > 0 && (
        <ul className={styles['changes']}>
          {changes.map((change) => {
            const { name, from, to } = describeChange(change, algorithm);
            return (
              <li key={change.path}>
                <span>{name}</span>
                <span className={styles['fromTo']}>
                  {!change.path.endsWith('.weights') && (
                    <>
                      <s>{from}</s>
                      <span aria-hidden="true">→</span>
                      <span className="visually-hidden">to</span>
                    </>
                  )}
                  <strong>{to}</strong>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
