import { useEffect, useState } from 'react';
import { loadRecordedRun, type RecordedRun } from '../../landing/recorded-run.ts';
import { Mutations } from './Mutations.tsx';
import { Phases } from './Phases.tsx';
import styles from './Pictures.module.css';

/** The method in pictures of a real run: its four phases, and a mutation of each kind. */
export function Pictures() {
  const [run, setRun] = useState<RecordedRun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    loadRecordedRun().then(setRun, (error: Error) => setProblem(error.message));
  }, []);
  return (
    <>
      <section aria-labelledby="method">
        <h2 id="method">One generation</h2>
        <div className={styles['phasesRoom']}>
          {run && <Phases run={run} />}
          {problem !== null && <p role="alert">The pictures could not be loaded: {problem}</p>}
        </div>
        {run && (
          <p>
            From a recorded run of {run.recording.environment.title} with{' '}
            {run.recording.algorithm.title}. Then the next generation trains, and so on.
          </p>
        )}
      </section>
      <section aria-labelledby="mutations">
        <h2 id="mutations">What a mutation can change</h2>
        <div className={styles['mutationsRoom']}>{run && <Mutations run={run} />}</div>
      </section>
    </>
  );
}
