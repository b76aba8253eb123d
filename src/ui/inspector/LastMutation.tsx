import { NO_MUTATION } from '#core/lineage.ts';
import type { Cell, History } from '#store/history/history.ts';
import { applyChanges, shapeOf, shapeWords } from '#store/history/network-shape.ts';
import { describeChange, distinctChanges, FAMILY_WORDS } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { useKeptHeight } from '../parts/use-kept-height.ts';
import { useAlgorithm, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

/** Changes that the agent's mutation made at its birth, before and after. */
export function LastMutation({
  history,
  cell,
}: {
  readonly history: History;
  readonly cell: Cell;
}) {
  const ref = useKeptHeight<HTMLElement>();
  const algorithm = useAlgorithm();
  const origin = useLabState((state) => state.origin);
  const birth = history.birth(cell.agent);
  const mutation = birth?.mutation ?? NO_MUTATION;
  const changes = distinctChanges(mutation);
  return (
    <section
      ref={ref}
      className={`${styles['card']} ${styles['mutation']}`}
      aria-label="What its mutation changed"
    >
      <h3>
        <InlineGlyph family={mutation.family} size={13} />
        {mutation.family === 'none' ? 'Not mutated' : `Mutation: ${FAMILY_WORDS[mutation.family]}`}
      </h3>
      {mutation.family === 'none' && (
        <p>
          {birth?.parent != null
            ? 'A copy of its parent, trained on.'
            : origin?.kind === 'kept'
              ? `A copy of ${origin.name}, trained on.`
              : 'As the set-up made it.'}
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
                <FromTo from={mutation.family === 'parameters' ? null : from} to={to} />
              </li>
            );
          })}
        </ul>
      )}
      {mutation.family === 'architecture' && <Layers history={history} cell={cell} />}
    </section>
  );
}

/** The policy's hidden layers before and after. */
function Layers({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const network = useLabState((state) => state.config?.network);
  const networks = useAlgorithm()?.networks ?? [];
  const changes = history.birth(cell.agent)?.mutation.changes ?? [];
  // A team's changes begin with those of the player on whose policy the mutation was drawn.
  const drawnOn = networks.find(({ name }) => changes[0]?.path.startsWith(`${name}.`));
  const policy = networks.find(
    (each) => each.role === 'policy' && (each === drawnOn || !drawnOn?.players),
  );
  if (!network || !policy) return null;
  const now = shapeOf(history, cell, policy.name, network);
  const before = applyChanges(now, changes, policy.name, 'backwards');
  return (
    <p className={styles['layers']}>
      <span>{policy.label}</span>
      <FromTo from={shapeWords(before)} to={shapeWords(now)} />
    </p>
  );
}

function FromTo({ from, to }: { readonly from: string | null; readonly to: string }) {
  return (
    <span className={styles['fromTo']}>
      {from !== null && (
        <>
          <s>{from}</s>
          <span aria-hidden="true">→</span>
          <span className="visually-hidden">to</span>
        </>
      )}
      <strong>{to}</strong>
    </span>
  );
}
