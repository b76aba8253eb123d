import { lazy, Suspense } from 'react';
import { Button } from '../parts/Button.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import { Outcome } from './Outcome.tsx';
import { Ranking } from './Ranking.tsx';
import styles from './Stage.module.css';
import { Stage } from './Stage.tsx';

const SlowMotion = lazy(() =>
  import('../slow-motion/SlowMotion.tsx').then(({ SlowMotion }) => ({ default: SlowMotion })),
);

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
  const lives = useLabState((state) => state.selectionLives);
  const preset = useLabState((state) =>
    state.catalog?.presets.find(({ id }) => id === state.presetId),
  );
  return (
    <Panel
      title={environment?.title ?? 'Stage'}
      aside={
        selected ? (
          <>
            {!lives && (
              <span className={styles['following']}>
                agent {selected.agent} is no more; the best plays
              </span>
            )}
            <Button onClick={() => lab.select(null)} title="Esc in the genealogy">
              Follow the best
            </Button>
          </>
        ) : (
          <span className={styles['following']}>the best agent, live</span>
        )
      }
    >
      {preset && <p className={styles['summary']}>{preset.summary}</p>}
      <div className={styles['panel']}>
        <div className={styles['left']}>
          <Stage />
          <Outcome />
        </div>
        <Ranking />
      </div>
    </Panel>
  );
}
