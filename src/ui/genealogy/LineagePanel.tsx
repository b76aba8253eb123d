import { lazy, type RefObject, Suspense, useMemo, useRef, useState } from 'react';
import { type History, NO_HISTORY } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import { agentsTable } from '../charts/agents-table.ts';
import { ExportMenu } from '../charts/frame/ExportMenu.tsx';
import { Button } from '../parts/Button.tsx';
import { Later, lazyPart } from '../parts/lazy-part.tsx';
import { Panel } from '../parts/Panel.tsx';
import { TableToggle } from '../parts/TableToggle.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useSize } from '../parts/use-size.ts';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useHistory, useLabState } from '../shell/lab-context.ts';
import { Colouring, useColours } from './Colouring.tsx';
import styles from './Genealogy.module.css';
import { Genealogy } from './Genealogy.tsx';
import { HowToRead } from './HowToRead.tsx';
import { Legend } from './Legend.tsx';
import { Minimap } from './Minimap.tsx';
import { plotWidth, treeScale, type Window } from './scale.ts';
import { useTreeSettings } from './settings.ts';
import { useShareWindow } from './shown-window.ts';
import { straighten } from './straighten.ts';
import { createStripImage } from './strip-image.ts';
import { useLineage } from './use-lineage.ts';
import { useView } from './use-view.ts';
import { LAST, ViewBar } from './ViewBar.tsx';

const GenealogyTable = lazy(() =>
  import('./GenealogyTable.tsx').then(({ GenealogyTable }) => ({ default: GenealogyTable })),
);

const TurningPoints = lazy(() =>
  import('./TurningPoints.tsx').then(({ TurningPoints }) => ({ default: TurningPoints })),
);

const STEPS = lazyPart(async () => (await import('./HyperparameterSteps.tsx')).HyperparameterSteps);
// A failure shows where the part is drawn, which asks for it again.
STEPS.load().catch(() => undefined);

/** Close enough for a mutation's glyph and label to be read, px per generation. */
const READABLE = 34;

/** The genealogy, and under it, on the same axis, the hyperparameters of the selected lineage. */
export function LineagePanel() {
  const { history, version } = useHistory();
  const algorithm = useAlgorithm();
  const narrow = useMedia('(max-width: 899px)');
  const [asTable, setAsTable] = useState(false);
  const [isSearching, setIsSearching] = useState(false);
  const [ref, { width }] = useSize<HTMLDivElement>();
  const picture = useRef<HTMLElement>(null);
  const isEmpty = !history || history.generations === 0;

  return (
    <Panel
      title="Genealogy"
      className={styles['panel']}
      aside={
        <>
          <Button
            look="outlined"
            className={styles['difference']}
            aria-expanded={isSearching}
            disabled={isEmpty}
            title="Find the mutations after which fitness rose most on the way to the selected agent"
            onClick={() => {
              setAsTable(false);
              setIsSearching(!isSearching);
            }}
          >
            What made the difference?
          </Button>
          <Colouring />
          <TableToggle
            name="Genealogy"
            asTable={asTable}
            picture="tree"
            onToggle={() => setAsTable(!asTable)}
          />
          <ExportMenu
            id="genealogy"
            title="Genealogy"
            table={() => agentsTable(history ?? NO_HISTORY, algorithm, Infinity, null)}
            picture={asTable || isEmpty ? null : picture}
            hasNumbers={!isEmpty}
          />
        </>
      }
    >
      <div ref={ref} className={styles['body']}>
        {isEmpty || width === 0 ? (
          <div className={styles['empty']} style={{ height: heightFor(0) }}>
            <p>
              Every generation the agents train and are evaluated; the fitter have children, and
              some children are mutated. The tree grows when the first generation has been
              evaluated.
            </p>
          </div>
        ) : asTable ? (
          <Suspense>
            <GenealogyTable history={history} algorithm={algorithm} />
          </Suspense>
        ) : (
          <Picture
            ref={picture}
            history={history}
            version={version}
            width={width}
            narrow={narrow}
            isSearching={isSearching}
            onSearched={() => setIsSearching(false)}
          />
        )}
      </div>
    </Panel>
  );
}

/** Higher for more agents, so that rows can be told apart. */
const heightFor = (rows: number) => Math.min(340, Math.max(250, 150 + rows * 3));

function Picture({
  ref,
  history,
  version,
  width,
  narrow,
  isSearching,
  onSearched,
}: {
  /** The picture that is exported. */
  readonly ref: RefObject<HTMLElement | null>;
  readonly history: History;
  readonly version: number;
  readonly width: number;
  readonly narrow: boolean;
  readonly isSearching: boolean;
  readonly onSearched: () => void;
}) {
  const algorithm = useAlgorithm();
  const planned = useLabState((state) => state.config?.generations ?? 50);
  const over = useLabState(({ status }) => status.kind === 'finished' || status.kind === 'failed');
  const isFollowingBest = useLabState((state) => state.selection === null);
  const { straight, allEdges } = useTreeSettings();
  const lineage = useLineage(history, useFocusCell(), isFollowingBest);
  const paint = useColours();
  const image = useRef(useState(createStripImage)[0]).current;

  const { generations, populationSize: rows } = history;
  const control = useView(
    narrow ? { kind: 'latest', columns: LAST } : { kind: 'whole' },
    { generations, planned, over, width: plotWidth(width) },
    (window) => elementsIn(history, window, allEdges),
  );
  useShareWindow(control);
  const { first, columns } = control.window;
  const straightening = useMemo(() => (straight ? straighten(history) : null), [straight, history]);
  const scale = useMemo(
    () => treeScale(width, heightFor(rows), { first, columns }, rows, straightening),
    [width, first, columns, rows, straightening],
  );
  if (!lineage || !paint) return null;
  return (
    <>
      <HowToRead />
      {isSearching && (
        <Suspense>
          <TurningPoints
            history={history}
            end={lineage.end}
            selected={lineage.cell}
            algorithm={algorithm}
            onGoTo={(generation) => {
              control.goTo(generation, READABLE);
              ref.current?.scrollIntoView({ block: 'nearest' });
            }}
            onClose={onSearched}
          />
        </Suspense>
      )}
      <figure ref={ref} aria-label="Genealogy">
        <Genealogy
          history={history}
          version={version}
          scale={scale}
          control={control}
          lineage={lineage}
          image={image}
          algorithm={algorithm}
          {...paint}
        />
        <div data-export="no">
          <ViewBar control={control} narrow={narrow}>
            <Minimap
              history={history}
              version={version}
              image={image}
              colour={paint.colour}
              control={control}
            />
          </ViewBar>
        </div>
        <div className={styles['key']}>
          <Legend />
        </div>
        <Later part={STEPS} props={{ history, lineage, scale }} />
      </figure>
    </>
  );
}

/** Lines and marks that a window draws, about. */
function elementsIn(history: History, { first, columns }: Window, all: boolean): number {
  const survivors = survivorsOf(history);
  let count = 0;
  const end = Math.min(history.generations, first + columns);
  for (let g = Math.max(0, Math.floor(first)); g < end; g++)
    count += all ? history.size(g) : survivors.count(g);
  return count;
}
