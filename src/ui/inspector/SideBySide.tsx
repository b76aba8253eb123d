import { generationNumber } from '#core/generation-number.ts';
import { lastCommonAncestor } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';
import { isTested } from '#store/history/newborn.ts';
import { sideBySide } from '#store/history/side-by-side.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useMarkedCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import inspector from './Inspector.module.css';
import styles from './SideBySide.module.css';

/** The selected agent and the one that was set beside it, if one was. */
export function SideBySide({
  history,
  selected,
}: {
  readonly history: History;
  readonly selected: Cell;
}) {
  const lab = useLab();
  const beside = useMarkedCell(history, 'beside');
  if (!beside) return null;
  const isItself = selected.agent === beside.agent && selected.generation === beside.generation;
  return (
    <section className={inspector['card']} aria-label="Side by side">
      <h3 className={styles['title']}>
        Side by side
        <span>
          {!isItself && isTested(history, selected) && (
            <Button
              square
              aria-label={`Select agent ${beside.agent}, and set agent ${selected.agent} beside it`}
              title="Swap them"
              onClick={() => {
                lab.setBeside(selected);
                lab.select({ generation: beside.generation, agent: beside.agent });
              }}
            >
              <Icon name="swap" />
            </Button>
          )}
          <Button
            square
            aria-label="Compare no longer"
            title="Compare no longer"
            onClick={() => lab.setBeside(null)}
          >
            <Icon name="close" />
          </Button>
        </span>
      </h3>
      {isItself ? (
        <p role="status">
          Agent {beside.agent} stays here. Choose another, and what differs between the two is
          shown.
        </p>
      ) : !isTested(history, selected) ? (
        <p>
          Agent {selected.agent} trains for the first time. What differs from agent {beside.agent}{' '}
          is shown when it has been evaluated.
        </p>
      ) : (
        <Differences history={history} left={selected} right={beside} />
      )}
    </section>
  );
}

function Differences({
  history,
  left,
  right,
}: {
  readonly history: History;
  readonly left: Cell;
  readonly right: Cell;
}) {
  const algorithm = useAlgorithm();
  const network = useLabState((state) => state.config?.network);
  if (!algorithm || !network) return null;
  const { rows, same } = sideBySide(history, left, right, algorithm, network);
  return (
    <>
      <table className={styles['table']}>
        <caption className="visually-hidden">
          Agent {left.agent} and agent {right.agent}, side by side
        </caption>
        <thead>
          <tr>
            <td />
            {[left, right].map(({ agent, generation }, i) => (
              <th key={i === 0 ? 'left' : 'right'} scope="col">
                Agent {agent}
                <small>gen {generationNumber(generation)}</small>
              </th>
            ))}
            <th scope="col">difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, left, right, difference }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{left}</td>
              <td>{right}</td>
              <td>{difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['kinship']}>{kinship(history, left, right)}</p>
      {same.length > 0 && <p className={styles['kinship']}>The same in both: {same.join(', ')}.</p>}
    </>
  );
}

function kinship(history: History, left: Cell, right: Cell): string {
  const common = lastCommonAncestor(history, left, right);
  if (!common) return 'They descend from different founders.';
  const is = (cell: Cell) => cell.agent === common.agent && cell.generation === common.generation;
  if (left.agent === right.agent) return 'The same agent, passed on as elite.';
  const [older, younger] = is(left) ? [left, right] : [right, left];
  if (is(older)) return `Agent ${older.agent} is an ancestor of agent ${younger.agent}.`;
  return `Their last common ancestor is agent ${common.agent}, generation ${generationNumber(common.generation)}.`;
}
