import { useMemo, useState } from 'react';
import type { EnvironmentEntry } from '#core/catalog.ts';
import type { MapView } from '#protocol/messages.ts';
import type { Cell } from '#store/history/history.ts';
import { labelParts, layerWords, mapLayers } from '#store/history/policy-picture.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { TableToggle } from '../parts/TableToggle.tsx';
import { useKeptHeight } from '../parts/use-kept-height.ts';
import { useVisible } from '../parts/use-visible.ts';
import { useIsTakenOut } from '../shell/focus-cell.ts';
import { useEnvironment, useLab } from '../shell/lab-context.ts';
import { HeldObservations } from './HeldObservations.tsx';
import styles from './Inspector.module.css';
import { MapTable } from './MapTable.tsx';
import { PolicyHeat } from './PolicyHeat.tsx';
import { usePolicyMap } from './use-policy-map.ts';

const CELLS = 28;

/** Map of a player's actions and of its expected values over two of its observations; `player`: of a team, whose. */
export function MapCard({ cell, player }: { readonly cell: Cell; readonly player: number }) {
  const environment = useEnvironment();
  if (!environment || environment.observationLabels.length < 2) return null;
  const { id, players, actionSpace, actionLabels, observationLabels, mapAxes } = environment;
  const own = players?.[player];
  const seat: Seat = own
    ? { ...own, actionSpace: own.actionSpace.kind, player }
    : { actionSpace, actionLabels, observationLabels, ...(mapAxes && { mapAxes }) };
  return <SeatMap key={`${id} ${player}`} cell={cell} seat={seat} />;
}

/** A player of the team, as the map's choice names it. */
interface Seat
  extends Pick<EnvironmentEntry, 'actionSpace' | 'actionLabels' | 'observationLabels' | 'mapAxes'> {
  /** Player by position; absent: the only one. */
  readonly player?: number;
}

function SeatMap({ cell, seat }: { readonly cell: Cell; readonly seat: Seat }) {
  const lab = useLab();
  const [ref, visible] = useVisible<HTMLElement>();
  const { observationLabels, mapAxes = [0, 1], player } = seat;
  const [axes, setAxes] = useState(mapAxes);
  const [held, setHeld] = useState<MapView['held']>({});
  const [chosen, setChosen] = useState('');
  const [asTable, setAsTable] = useState(false);
  const kept = useKeptHeight<HTMLDivElement>(asTable);
  const view = useMemo(
    () => ({ axes, cells: CELLS, held, ...(player !== undefined && { player }) }),
    [axes, held, player],
  );
  const lives = lab.lives(cell.agent);
  const takenOut = useIsTakenOut(cell.agent);
  const { map, asked } = usePolicyMap(cell.agent, view, visible && lives);
  const layers = map ? mapLayers(map, seat) : [];
  const layer = layers.find(({ id }) => id === chosen) ?? layers[0];
  const choose = (which: 0 | 1, to: number) => {
    const other = axes[1 - which] as number; // of two
    // The same twice is no map: then the axes change places.
    const rest = other === to ? (axes[which] as number) : other;
    setAxes(which === 0 ? [to, rest] : [rest, to]);
  };
  return (
    <section
      ref={ref}
      className={`${styles['card']} ${styles['mapCard']}`}
      aria-label="What it does and expects"
    >
      <div ref={kept}>
        <h3>
          What it does
          {lives && layer && (
            <TableToggle
              name="The map"
              asTable={asTable}
              className={styles['cardTool']}
              onToggle={() => setAsTable(!asTable)}
            />
          )}
        </h3>
        {!lives && takenOut && <div className={styles['mapRoom']} />}
        {!lives && !takenOut && (
          <p>
            This agent is gone, and its weights with it: only the living can be asked what they
            would do.
          </p>
        )}
        {lives && asked && !map && (
          <p>
            There is no map yet: it is drawn over what agents have observed since this page was
            opened, so let the run go on for a moment. Of an agent that diverged there is none.
          </p>
        )}
        {lives && !asked && !map && <div className={styles['mapRoom']} />}
        {lives && map && layer && (
          <div aria-busy={!asked}>
            {layers.length > 1 && (
              <Segmented
                label="What the map shows"
                name="map-layer"
                value={layer.id}
                options={layers.map(({ id, label }) => ({ value: id, label }))}
                onChange={setChosen}
              />
            )}
            {asTable ? (
              <MapTable map={map} layer={layer} labels={observationLabels} />
            ) : (
              <PolicyHeat map={map} layer={layer} labels={observationLabels} />
            )}
            <p className="visually-hidden">{layerWords(layer)}</p>
            <div className={styles['axes']}>
              {([0, 1] as const).map((which) => (
                <label key={which}>
                  <span>{which === 0 ? 'across' : 'upwards'}</span>
                  <select
                    value={axes[which]}
                    onChange={(event) => choose(which, Number(event.target.value))}
                  >
                    {observationLabels.map((label, i) => (
                      <option key={label} value={i}>
                        {labelParts(label).name}
                      </option>
                    ))}
                  </select>
                </label>
              ))}
            </div>
            <HeldObservations
              labels={observationLabels}
              axes={axes}
              seen={map.seen}
              held={held}
              onChange={setHeld}
            />
          </div>
        )}
      </div>
    </section>
  );
}
