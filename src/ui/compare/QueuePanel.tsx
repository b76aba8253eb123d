import { useState } from 'react';
import { useStore } from 'zustand';
import type { RunRecord } from '#archive/run-record.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import { counted } from '#core/counted.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { QueuedRun, RunQueue } from '#store/compare/run-queue.ts';
import { earlierEnds } from '#store/history/earlier-ends.ts';
import { secondsOf } from '#store/lab/machine-speed.ts';
import { Button } from '../parts/Button.tsx';
import { duration } from '../parts/duration.ts';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Compare.module.css';

const MOST_SEEDS = 10;
const CURRENT = 'current';
const LAST_SEED = 4294967295;

/** Runs to do: a configuration with several seeds, one after another, beside whatever the lab does. */
export function QueuePanel({
  queue,
  records,
  onAdded,
}: {
  readonly queue: RunQueue;
  readonly records: readonly RunRecord[];
  /** Ids of the runs that were asked for, those included that the library had already. */
  readonly onAdded: (ids: readonly string[]) => void;
}) {
  const catalog = useLabState((state) => state.catalog);
  const draft = useLabState((state) => (state.problems.length === 0 ? state.draft : null));
  const draftPreset = useLabState((state) => state.presetId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [count, setCount] = useState(3);
  const source = chosen ?? (draft ? CURRENT : (catalog?.presets[0]?.id ?? ''));
  const preset = source === CURRENT ? draftPreset : source;
  const config =
    source === CURRENT ? draft : (catalog?.presets.find(({ id }) => id === source)?.config ?? null);
  const configs = config ? seeded(config, count) : [];
  const speed = useLabState((state) => state.machineSpeed);
  const seconds =
    catalog && config && secondsOf(config, catalog, speed, earlierEnds(config, records));
  const time = seconds === null ? null : `about ${duration(seconds * count)}`;

  const run = () => {
    const known = configs.map((each) => finishedRun(each, records, catalog));
    const added = queue.add(
      configs.filter((_, i) => known[i] === null),
      preset,
    );
    const fresh = [...added];
    onAdded(known.map((id) => id ?? (fresh.shift() as string))); // one was added for each that was not known
  };

  return (
    <Panel title="Runs to do">
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <label>
          Configuration
          <select value={source} onChange={(event) => setChosen(event.target.value)}>
            {draft && <option value={CURRENT}>The lab’s set-up</option>}
            {catalog?.presets.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Seeds
          <input
            type="number"
            min={1}
            max={MOST_SEEDS}
            value={count}
            onChange={(event) =>
              setCount(
                Math.min(MOST_SEEDS, Math.max(1, Math.round(event.target.valueAsNumber) || 1)),
              )
            }
          />
        </label>
        <Button look="solid" type="submit" disabled={configs.length === 0}>
          <Icon name="play" /> Run {counted(count, 'seed')}
        </Button>
        {configs.length > 0 && (
          <p className={styles['hint']}>
            {seedWords(configs)}
            {time && `, ${time}`}. They run one after another, and the lab goes on meanwhile. Runs
            that the library has already are taken from there.
          </p>
        )}
      </form>
      <QueueList queue={queue} catalog={catalog} />
    </Panel>
  );
}

const seeded = (config: RunConfig, count: number): RunConfig[] =>
  Array.from({ length: count }, (_, i) => ({
    ...config,
    seed: (config.seed + i) % (LAST_SEED + 1),
  }));

const seedWords = (configs: readonly RunConfig[]) =>
  configs.length === 1
    ? `Seed ${configs[0]?.seed}`
    : `Seeds ${configs[0]?.seed} to ${configs.at(-1)?.seed}`;

/** A run of the library that is what this configuration gives: it need not be done again. */
function finishedRun(
  config: RunConfig,
  records: readonly RunRecord[],
  catalog: Catalog | null,
): string | null {
  const wanted = canonicalJson(config);
  const found = records.find(
    ({ config: own, edits, engine, device, end, origin }) =>
      end !== null &&
      end !== 'stopped' &&
      edits.length === 0 &&
      origin === null &&
      engine === catalog?.engine &&
      device?.kind === 'wasm' &&
      canonicalJson(own) === wanted,
  );
  return found?.id ?? null;
}

function QueueList({
  queue,
  catalog,
}: {
  readonly queue: RunQueue;
  readonly catalog: Catalog | null;
}) {
  const runs = useStore(queue.store, (state) => state.runs);
  const storage = useStore(queue.store, (state) => state.storage);
  const over = runs.filter(({ status }) => status !== 'waiting' && status !== 'running').length;
  return (
    <>
      {storage !== '' && (
        <p role="alert" className={styles['problem']}>
          {storage}
        </p>
      )}
      {runs.length > 0 && (
        <ul className={styles['queue']} aria-label="Queue of runs">
          {runs.map((run) => (
            <QueueRow
              key={run.id}
              run={run}
              catalog={catalog}
              onCancel={() => queue.cancel(run.id)}
            />
          ))}
        </ul>
      )}
      {over > 0 && (
        <Button onClick={() => queue.clear()}>
          Clear {counted(over, 'that is', 'that are')} over
        </Button>
      )}
      <p role="status" className="visually-hidden">
        {runs.length > 0 && `${over} of ${runs.length} runs are over.`}
      </p>
    </>
  );
}

function QueueRow({
  run: { config, status, generations, message },
  catalog,
  onCancel,
}: {
  readonly run: QueuedRun;
  readonly catalog: Catalog | null;
  readonly onCancel: () => void;
}) {
  const task = catalog?.environments.find(({ id }) => id === config.environment)?.title;
  const name = `${task ?? config.environment}, seed ${config.seed}`;
  return (
    <li>
      <span className={styles['queued']}>
        <strong>{name}</strong>
        <small>
          {status === 'failed' ? `failed: ${message}` : status}
          {generations > 0 && ` · generation ${generations} of ${config.generations}`}
        </small>
      </span>
      {status === 'running' && (
        <progress
          aria-label={`${name}: generations`}
          value={generations}
          max={config.generations}
        />
      )}
      {(status === 'running' || status === 'waiting') && (
        <Button square aria-label={`Cancel ${name}`} title="Cancel" onClick={onCancel}>
          <Icon name="close" />
        </Button>
      )}
    </li>
  );
}
