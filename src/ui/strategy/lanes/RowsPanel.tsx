import { useEffect, useRef, useState } from 'react';
import { counted } from '#core/counted.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { isSame } from '#store/strategy/set-up.ts';
import { Panel } from '../../parts/Panel.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { INTERVAL_CURSOR } from '../pointed.ts';
import type { ShownRun } from '../shown-run.ts';
import { useStrategyState } from '../strategy-context.ts';
import { useDrawn } from '../use-drawn.ts';
import { ChoiceKeys } from './ChoiceKeys.tsx';
import { moveInLanes } from './lane-keys.ts';
import type { LanePlace } from './lane-place.ts';
import { RowLanes } from './RowLanes.tsx';
import styles from './Rows.module.css';

/** Lanes grow at most so often, ms. */
const DRAW_MS = 400;

const NONE = [] as const;
const NO_INTERVALS: readonly IntervalEvent[] = [];

/** One line per classifier: who decides, what was chosen in each interval, and how far it has come. */
export function RowsPanel({ shown }: { readonly shown: ShownRun | null }) {
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const draft = useStrategyState((state) => state.draft);
  const isRight = useStrategyState((state) => state.problems.length === 0);
  const [mode, setMode] = useMode(shown, draft);
  if (!draft) return null;
  const run = mode === 'run' ? shown : null;
  const config = run?.config ?? draft;
  // A number of steps may be half typed.
  const total = run || isRight ? Math.max(1, intervalsOf(config.training)) : 1;
  return (
    <Panel
      title={run ? 'Who trains under what' : 'What each will train under'}
      aside={
        shown && (
          <Segmented
            label="Which rows"
            name="rows-of"
            value={mode}
            options={[
              { value: 'run', label: shown.isRecorded ? 'Recorded' : 'Run' },
              { value: 'plan', label: 'Set-up' },
            ]}
            onChange={setMode}
          />
        )
      }
    >
      <Lanes
        key={run ? `run ${run.run}` : 'plan'}
        config={config}
        seats={seats}
        total={total}
        run={run}
        canEdit={run === null && isRight}
      />
    </Panel>
  );
}

type Mode = 'run' | 'plan';

/** The run where there is one, until its set-up is changed or a person chooses. */
function useMode(
  shown: ShownRun | null,
  draft: StrategyConfig | null,
): readonly [Mode, (mode: Mode) => void] {
  const [mode, setMode] = useState<Mode>('run');
  const run = shown?.started?.run ?? shown?.run ?? null;
  const [seen, setSeen] = useState({ run, rows: draft?.rows });
  if (run !== seen.run || draft?.rows !== seen.rows) {
    setSeen({ run, rows: draft?.rows });
    const isRuns = isSame(draft?.rows, shown?.config.rows);
    if (run !== seen.run || isRuns) setMode('run');
    else if (seen.rows !== undefined && !isSame(seen.rows, draft?.rows)) setMode('plan');
  }
  return [shown === null ? 'plan' : mode, setMode];
}

function Lanes({
  config,
  seats,
  total,
  run,
  canEdit,
}: {
  readonly config: StrategyConfig;
  readonly seats: readonly SeatEntry[];
  readonly total: number;
  readonly run: ShownRun | null;
  readonly canEdit: boolean;
}) {
  const [words, setWords] = useState('');
  const [place, setPlace] = useState<LanePlace | null>(null);
  const ref = useRef<HTMLDivElement>(null);
  const intervals = useDrawn(ref, run?.intervals ?? NO_INTERVALS, DRAW_MS);
  useCursor(ref, total);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside. */}
      <div ref={ref} className={styles['rows']} onKeyDown={moveInLanes}>
        {config.rows.map((row, at) => (
          <RowLanes
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity; its name may be typed twice.
            key={at}
            row={row}
            at={at}
            seats={seats}
            total={total}
            intervals={intervals}
            isOver={run?.finished !== null && run !== null}
            place={place?.row === at ? place : null}
            onPlace={canEdit ? setPlace : null}
            onWords={setWords}
          />
        ))}
        <Axis total={total} interval={config.training.interval} steps={config.training.steps} />
      </div>
      <p className={styles['words']}>{words || hint(canEdit, run)}</p>
      <ChoiceKeys seats={seats} config={config} intervals={intervals} />
    </>
  );
}

function hint(canEdit: boolean, run: ShownRun | null): string {
  const read = 'Point at a lane, or reach it with Tab and the arrow keys, to read what was chosen.';
  if (run)
    return run.config.rows.some(({ steering }) => steering.kind === 'team')
      ? `${read} Press what a team of agents chose to see why.`
      : read;
  return canEdit
    ? 'Press a lane where another choice is to begin: with the pointer, or with Enter after Tab and the arrow keys.'
    : 'Put the set-up right to draw on the lanes.';
}

/** Intervals below the lanes. */
function Axis({
  total,
  interval,
  steps,
}: {
  readonly total: number;
  readonly interval: number;
  readonly steps: number;
}) {
  return (
    <div className={styles['axis']}>
      <span>interval 1</span>
      <span>
        {counted(total, 'interval')} of {interval} updates
      </span>
      <span>{steps} updates</span>
    </div>
  );
}

/** A line at the interval that charts and lanes point at together, moved without drawing anything anew. */
function useCursor(ref: React.RefObject<HTMLDivElement | null>, total: number): void {
  useEffect(() => {
    const show = () => {
      const at = INTERVAL_CURSOR.at();
      ref.current?.style.setProperty('--cursor', at === null ? '-1' : String((at + 0.5) / total));
      if (ref.current) ref.current.dataset['pointed'] = String(at !== null && at < total);
    };
    show();
    return INTERVAL_CURSOR.subscribe(show);
  }, [ref, total]);
}
