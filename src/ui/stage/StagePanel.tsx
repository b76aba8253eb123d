import { lazy, Suspense, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { isHistory, type RunStatus } from '#store/lab/run-state.ts';
import { lives as livesIn } from '#store/lab/view-state.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import { ChampionLine } from './ChampionLine.tsx';
import { MOST, Multiples } from './Multiples.tsx';
import { Outcome } from './Outcome.tsx';
import { PhaseCaption } from './PhaseCaption.tsx';
import { Ranking } from './Ranking.tsx';
import styles from './Stage.module.css';
import { Stage } from './Stage.tsx';

const SlowMotion = lazy(() =>
  import('../slow-motion/SlowMotion.tsx').then(({ SlowMotion }) => ({ default: SlowMotion })),
);

const NextSteps = lazy(() =>
  import('./NextSteps.tsx').then(({ NextSteps }) => ({ default: NextSteps })),
);

/** Statuses during which the engine has an agent that plays. */
const PLAYING: readonly RunStatus['kind'][] = ['starting', 'running', 'paused', 'finished'];

/** Watching is the hook: one agent playing, and the population by rank beside it; or a selection in slow motion. */
export function StagePanel() {
  const slowMotion = useLabState((state) => state.slowMotion);
  if (slowMotion === null) return <Live />;
  return (
    <Suspense fallback={<Live />}>
      <SlowMotion generation={slowMotion} />
    </Suspense>
  );
}

function Live() {
  const lab = useLab();
  const environment = useEnvironment();
  const selected = useLabState((state) => state.selection);
  const lives = useLabState((state) => livesIn(state, state.selection));
  const untested = useLabState(
    ({ selection, generations }) => selection !== null && selection.generation >= generations,
  );
  const size = useLabState((state) => state.config?.populationSize ?? 0);
  const narrow = useMedia('(max-width: 899px)');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const everyone = chosen ?? !narrow;
  const begun = useLabState((state) => state.run > 0);
  const past = useLabState(isHistory);
  const isOver = useLabState(({ status }) => status.kind === 'finished');
  const exhibit = useLabState((state) => state.exhibit);
  const isChampions = isOver && exhibit?.problem === null;
  const follow = isOver ? 'Follow the champion' : 'Follow the best of each generation';
  // The set-up may be of another task than the run shown.
  const preset = useLabState(({ catalog, run, runPreset, presetId }) =>
    catalog?.presets.find(({ id }) => id === (run > 0 ? runPreset : presetId)),
  );
  const plays = useLabState(({ run, status }) => run > 0 && PLAYING.includes(status.kind));
  return (
    <Panel
      title={environment?.title ?? 'Stage'}
      aside={
        selected ? (
          <>
            {lives && untested && (
              <span className={styles['following']}>
                agent {selected.agent}, live; not tested yet
              </span>
            )}
            {!lives && (
              <span className={styles['following']}>
                agent {selected.agent} is no more;{' '}
                {isChampions ? 'the champion' : 'the best of the generation'} plays
              </span>
            )}
            <Button onClick={() => lab.select(null)} title={`${follow} (Esc)`}>
              {follow}
            </Button>
          </>
        ) : isChampions ? (
          <Button
            className={styles['exhibit']}
            onClick={() => lab.select(exhibit)}
            title="Look at it"
          >
            the champion, agent {exhibit.agent} of generation {generationNumber(exhibit.generation)}
          </Button>
        ) : (
          plays &&
          !past && (
            <span className={styles['following']}>
              the best of the{' '}
              {isOver ? 'last generation: no champion can play' : 'generation, live'}
            </span>
          )
        )
      }
    >
      <p className={styles['summary']}>{preset?.summary}</p>
      <div className={styles['panel']}>
        <div className={styles['left']}>
          <Stage />
          {environment?.depicts && <p className={styles['depicts']}>{environment.depicts}</p>}
          {begun && <ChampionLine />}
          <Outcome />
        </div>
        <Ranking />
      </div>
      {begun && (
        <div className={styles['everyone']}>
          {!past && (
            <Button
              aria-expanded={everyone}
              className={styles['fold']}
              onClick={() => setChosen(!everyone)}
            >
              <Icon name="chevron" size={14} />
              {size > MOST ? `${MOST} of ${size}, live` : 'Everyone, live'}
            </Button>
          )}
          <PhaseCaption />
          {narrow && (
            <Button onClick={() => lab.showSelection()}>
              <Icon name="slow" />
              Slow motion
            </Button>
          )}
        </div>
      )}
      {begun && everyone && !past && <Multiples />}
      {begun && (
        <Suspense fallback={<div className={styles['next']} />}>
          <NextSteps />
        </Suspense>
      )}
    </Panel>
  );
}
