import { useEffect, useRef, useState } from 'react';
import type { EngineClient } from '#protocol/client.ts';
import type { Measurement } from '#protocol/messages.ts';
import {
  type Measuring,
  measure,
  measurementsAsText,
  measuringLeft,
  UNMEASURED,
} from '#store/lab/measuring.ts';
import { Button } from '../parts/Button.tsx';
import { CopyField } from '../parts/CopyField.tsx';
import { BY_HAND, copyText } from '../parts/copy-text.ts';
import { duration } from '../parts/duration.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { MeasureBars } from './MeasureBars.tsx';
import styles from './MeasureMachine.module.css';
import { MeasureTable } from './MeasureTable.tsx';

/** A benchmark that anyone can run: this page's devices beside TensorFlow.js, as bars and as a table to copy. */
export function MeasureMachine({ openEngine }: { readonly openEngine: () => EngineClient }) {
  const [measuring, setMeasuring] = useState<Measuring>(UNMEASURED);
  const end = useRef<() => void>(() => {});
  useEffect(() => () => end.current(), []);
  const { status, rows } = measuring;
  const running = status === 'running';
  return (
    <>
      <p>
        How many updates of a DQN network this machine makes in a second: on this page’s devices,
        which run a whole population as one program, and by TensorFlow.js, which calls op after op,
        the population stacked; both learn the same. It takes about a minute, beside the page.
      </p>
      <RunGoesOn />
      <div className={styles['actions']}>
        {running ? (
          <Button onClick={() => end.current()}>Stop</Button>
        ) : (
          <Button
            look="solid"
            onClick={() => {
              end.current = measure(openEngine, setMeasuring);
            }}
          >
            {rows.length > 0 ? 'Measure again' : 'Measure'}
          </Button>
        )}
        {!running && rows.length > 0 && <Copy rows={rows} />}
        <span role="status" className={styles['status']}>
          {statusWords(measuring)}
        </span>
      </div>
      {rows.length > 0 && (
        <>
          <MeasureBars rows={rows} />
          <MeasureTable rows={rows} />
        </>
      )}
    </>
  );
}

/** A run that goes on is not touched, but both would be slower. */
function RunGoesOn() {
  const lab = useLab();
  const goesOn = useLabState(({ status }) => status.kind === 'running');
  if (!goesOn) return null;
  return (
    <p className={styles['runs']}>
      A run is going on in the lab. Measuring changes nothing in it, but slows it down, and the
      figures will be lower than the machine’s.
      <Button look="outlined" onClick={() => lab.pause()}>
        Pause the run
      </Button>
    </p>
  );
}

function statusWords(measuring: Measuring): string {
  const { status, rows, total, message } = measuring;
  if (status === 'failed') return `The measurement failed: ${message}`;
  if (status === 'finished') return `All ${rows.length} figures are there.`;
  if (status === 'idle') return rows.length > 0 ? `Stopped after ${rows.length} figures.` : '';
  const left = measuringLeft(measuring);
  if (left === null) return 'Finding out what this machine can do at most …';
  return `${rows.length} of ${total} figures, about ${duration(left)} left`;
}

function Copy({ rows }: { readonly rows: readonly Measurement[] }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const text = measurementsAsText(rows);
  return (
    <>
      <Button onClick={async () => setCopied(await copyText(text))}>Copy the table</Button>
      <span role="status" className={styles['status']}>
        {copied === true && 'Copied'}
        {copied === false && BY_HAND}
      </span>
      {copied === false && <CopyField label="The table" text={text} />}
    </>
  );
}
