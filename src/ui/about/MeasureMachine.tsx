import { useEffect, useRef, useState } from 'react';
import type { EngineClient } from '#protocol/client.ts';
import type { Measurement } from '#protocol/messages.ts';
import { type Measuring, measure, measurementsAsText, UNMEASURED } from '#store/lab/measuring.ts';
import { Button } from '../parts/Button.tsx';
import { CopyField } from '../parts/CopyField.tsx';
import { BY_HAND, copyText } from '../parts/copy-text.ts';
import styles from './MeasureMachine.module.css';

/** A benchmark that anyone can run: devices, populations and network sizes, as bars and as a table to copy. */
export function MeasureMachine({ openEngine }: { readonly openEngine: () => EngineClient }) {
  const [measuring, setMeasuring] = useState<Measuring>(UNMEASURED);
  const end = useRef<() => void>(() => {});
  useEffect(() => () => end.current(), []);
  const running = measuring.status === 'running';
  return (
    <>
      <p>
        How many updates of a DQN network this machine makes in a second, on WebAssembly and, where
        there is one, on the GPU. It takes about half a minute; a run in the lab meanwhile would
        disturb the figures, so pause it.
      </p>
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
            {measuring.rows.length > 0 ? 'Measure again' : 'Measure'}
          </Button>
        )}
        {measuring.status === 'finished' && <Copy rows={measuring.rows} />}
        <span role="status" className={styles['status']}>
          {statusWords(measuring)}
        </span>
      </div>
      {measuring.rows.length > 0 && <Figures rows={measuring.rows} />}
    </>
  );
}

function statusWords({ status, rows, message }: Measuring): string {
  if (status === 'running') return `Measuring, ${rows.length} figures so far …`;
  if (status === 'failed') return `The measurement failed: ${message}`;
  return '';
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

function Figures({ rows }: { readonly rows: readonly Measurement[] }) {
  const most = Math.max(...rows.map(({ updatesPerSecond }) => updatesPerSecond ?? 0));
  const devices = [...new Map(rows.map((row) => [row.device, row.note]))];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={styles['scroll']} tabIndex={0} aria-label="What was measured">
        <table className={styles['figures']}>
          <caption>Updates per second of the whole population, batch 64</caption>
          <thead>
            <tr>
              <th scope="col">Network</th>
              <th scope="col">Agents</th>
              <th scope="col">Device</th>
              <th scope="col" colSpan={2}>
                Updates per second
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ device, width, population, updatesPerSecond, note }) => (
              <tr key={`${device} ${width} ${population}`}>
                <td>{`4-${width}-${width}-2`}</td>
                <td>{population}</td>
                <td>{device}</td>
                {updatesPerSecond === null ? (
                  <td colSpan={2} className={styles['none']}>
                    {note}
                  </td>
                ) : (
                  <>
                    <td>{Math.round(updatesPerSecond).toLocaleString('en')}</td>
                    <td className={styles['track']}>
                      <span
                        className={styles['bar']}
                        data-device={device}
                        style={{ inlineSize: `${(100 * updatesPerSecond) / most}%` }}
                      />
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <dl className={styles['devices']}>
        {devices.map(([device, note]) => (
          <div key={device}>
            <dt>{device}</dt>
            <dd>{note}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
