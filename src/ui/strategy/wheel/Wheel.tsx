import { useState } from 'react';
import { isUnderWay } from '#store/strategy/strategy-state.ts';
import { Button } from '../../parts/Button.tsx';
import { Panel } from '../../parts/Panel.tsx';
import type { ShownRun } from '../shown-run.ts';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { DecisionForm } from './DecisionForm.tsx';
import { Freeze } from './Freeze.tsx';
import { Outcomes } from './Outcomes.tsx';
import { RowSelect } from './RowSelect.tsx';
import styles from './Wheel.module.css';

/** A person chooses in place of a row's recipe or team: when they are asked, what they choose, and what came of it. */
export function Wheel({ shown }: { readonly shown: ShownRun | null }) {
  const deciding = useStrategyState((state) => state.deciding);
  const config = useStrategyState((state) => state.config);
  return (
    <Panel title="Take the wheel" className={styles['wheel']}>
      {deciding && config ? (
        <DecisionForm
          key={`${deciding.run} ${deciding.interval}`}
          deciding={deciding}
          config={config}
        />
      ) : (
        <Asking />
      )}
      {shown && !shown.isRecorded && (
        <>
          <Outcomes shown={shown} />
          <Freeze shown={shown} />
        </>
      )}
    </Panel>
  );
}

/** Choice of the row of which a person wants to be asked, and of how often. */
function Asking() {
  const lab = useStrategy();
  const config = useStrategyState((state) =>
    isUnderWay(state.status) ? state.config : state.draft,
  );
  const askedRows = useStrategyState((state) => state.askedRows);
  const underWay = useStrategyState(({ status }) => isUnderWay(status));
  const status = useStrategyState((state) => state.status.kind);
  const canBegin = useStrategyState(
    ({ draft, problems }) => draft !== null && problems.length === 0,
  );
  const [chosen, setChosen] = useState(0);
  const rows = config?.rows ?? [];
  const row = chosen < rows.length ? chosen : 0;
  const asked = askedRows.find((each) => each.row === row);
  const take = () => {
    if (!asked) lab.ask(row, 'next');
    if (!underWay) lab.start();
    else if (status === 'paused') lab.play();
  };
  return (
    <div className={styles['asking']}>
      <p className={styles['text']}>
        Decide for a classifier yourself: the run stops before a decision, and you choose for any of
        the four; what you leave, its recipe, team or search decides. What you choose becomes a part
        of the run: its link, its file and a replay repeat it.
      </p>
      <div className={styles['line']}>
        <RowSelect
          value={row}
          rows={rows.map(({ name }, at) => ({ row: at, name }))}
          onChange={setChosen}
        />
        <Button
          look="outlined"
          disabled={status === 'loading' || (!underWay && !canBegin)}
          onClick={take}
        >
          {underWay ? 'At the next decision' : 'Begin, and stop at the first decision'}
        </Button>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={asked?.every === true}
            onChange={(event) => lab.ask(row, event.target.checked ? 'each' : 'never')}
          />
          Ask me at each decision
        </label>
      </div>
      {askedRows.length > 0 && (
        <p role="status" className={styles['text']}>
          {waitingWords(
            askedRows.map((each) => rows[each.row]?.name ?? ''),
            underWay,
          )}
        </p>
      )}
    </div>
  );
}

function waitingWords(names: readonly string[], underWay: boolean): string {
  const of = names.filter((name) => name !== '').join(', ');
  return underWay ? `The run stops before the next decision of ${of}.` : `A run stops for ${of}.`;
}
