import { useEffect, useState } from 'react';
import { useRuns } from '../library/library-context.ts';
import { Icon } from '../parts/Icon.tsx';
import { useLab } from '../shell/lab-context.ts';
import { STARTS } from '../shell/own-links.ts';
import styles from './LandingPage.module.css';
import { PresetCards } from './PresetCards.tsx';
import { RecentRuns } from './RecentRuns.tsx';
import { loadRecordedRun, type RecordedRun } from './recorded-run.ts';
import { Theatre } from './Theatre.tsx';

/** The way to the other lab. */
const StrategyCard = () => (
  <section aria-labelledby="strategy-title" className={styles['strategy']}>
    <div>
      <h2 id="strategy-title">The strategy lab</h2>
      <p>
        Image classifiers train side by side, each under its own augmentation, optimizer, schedule
        and loss: fixed, drawn by hand, switched at random, or steered by agents. Which finds the
        rare classes?
      </p>
    </div>
    <a className={styles['open']} href="#/strategy">
      Open it
    </a>
  </section>
);

/** The first thing that people see: a recorded run plays, and goes on live when they like. */
export function LandingPage() {
  const lab = useLab();
  const runs = useRuns();
  const [run, setRun] = useState<RecordedRun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    loadRecordedRun().then(setRun, (error: Error) => setProblem(error.message));
  }, []);
  return (
    <main id="main" tabIndex={-1} className={styles['page']}>
      <div className={styles['hero']}>
        <div className={styles['words']}>
          <h1>Watch learning evolve</h1>
          <p className={styles['lead']}>
            Six agents learn to balance a pole; after each generation the better ones have
            offspring, each a little changed, and the others die out.
          </p>
          <div className={styles['actions']}>
            <a
              className={styles['run']}
              href={run?.recording.link ?? '#/evolve'}
              {...STARTS}
              onPointerEnter={() => lab.wake()}
              onFocus={() => lab.wake()}
            >
              <Icon name="play" />
              Run it live
            </a>
            <a className={styles['open']} href="#/about">
              How it works
            </a>
          </div>
          <p className={styles['note']}>
            You see a recording of a real run. Live, your browser computes the same one, bit for
            bit; nothing is sent anywhere.
          </p>
        </div>
        <div className={styles['theatre']}>
          {run && <Theatre run={run} />}
          {problem !== null && (
            <p role="alert" className={styles['problem']}>
              The recording could not be loaded ({problem}). “Run it live” works without it.
            </p>
          )}
        </div>
      </div>
      {/* All below comes at once, so that nothing of it moves. */}
      {runs.kind !== 'waiting' && (
        <>
          {runs.kind === 'there' && <RecentRuns list={runs.value} />}
          <PresetCards />
          <StrategyCard />
        </>
      )}
    </main>
  );
}
