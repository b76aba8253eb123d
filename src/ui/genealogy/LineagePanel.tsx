import { useMemo, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useSize } from '../parts/use-size.ts';
import { useAlgorithm, useHistory, useLabState } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';
import { Genealogy } from './Genealogy.tsx';
import { GenealogyTable } from './GenealogyTable.tsx';
import { HyperparameterSteps } from './HyperparameterSteps.tsx';
import { Legend } from './Legend.tsx';
import { lastWindow, treeScale, wholeWindow } from './scale.ts';
import type { StripColouring } from './strip-colours.ts';

/** Generations shown on a narrow screen. */
const LAST = 40;
const HEIGHT = 250;

/** The genealogy, and under it, on the same axis, the hyperparameters of the selected lineage. */
export function LineagePanel() {
  const { history, version } = useHistory();
  const algorithm = useAlgorithm();
  const planned = useLabState((state) => state.config?.generations ?? 50);
  const over = useLabState(({ status }) => status.kind === 'finished' || status.kind === 'failed');
  const narrow = useMedia('(max-width: 899px)');
  const [colouring, setColouring] = useState<StripColouring>('fitness');
  const [extent, setExtent] = useState<'last' | 'whole'>('last');
  const [asTable, setAsTable] = useState(false);
  const [ref, { width }] = useSize<HTMLDivElement>();

  const generations = history?.generations ?? 0;
  const rows = history?.populationSize ?? 1;
  const tail = narrow && extent === 'last' && generations > LAST;
  const { first, columns } = tail
    ? lastWindow(generations, LAST)
    : wholeWindow(generations, planned, over);
  const scale = useMemo(
    () => treeScale(width, HEIGHT, { first, columns }, rows),
    [width, first, columns, rows],
  );

  return (
    <Panel
      title="Genealogy"
      aside={
        <>
          {narrow && generations > LAST && (
            <Segmented
              label="Generations shown"
              name="extent"
              value={extent}
              options={[
                { value: 'last', label: `Last ${LAST}` },
                { value: 'whole', label: 'Whole run' },
              ]}
              onChange={setExtent}
            />
          )}
          <label className={styles['colouring']}>
            <span className={narrow ? 'visually-hidden' : undefined}>Colour</span>
            <select value={colouring} onChange={(event) => setColouring(event.target.value)}>
              <option value="fitness">Fitness</option>
              <option value="mutation">Mutation</option>
              {algorithm?.hyperparameters.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <Button
            square
            aria-label={asTable ? 'Genealogy as a picture' : 'Genealogy as a table'}
            title={asTable ? 'As a picture' : 'As a table'}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            <Icon name={asTable ? 'tree' : 'table'} />
          </Button>
        </>
      }
    >
      <div ref={ref} className={styles['body']}>
        {asTable && history && generations > 0 ? (
          <GenealogyTable history={history} algorithm={algorithm} />
        ) : (
          <>
            <Genealogy history={history} version={version} scale={scale} colouring={colouring} />
            <Legend colouring={colouring} />
            <HyperparameterSteps history={history} scale={scale} />
          </>
        )}
      </div>
    </Panel>
  );
}
