import { compactNumber } from '#core/compact-number.ts';
import { percent } from '#core/percent.ts';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import { SEED_FIELD } from '#core/strategy/strategy-fields.ts';
import { isUnderWay } from '#store/strategy/strategy-state.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { clock } from '../parts/duration.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { PlayButton, ProgressBar } from '../shell/PlayButton.tsx';
import { SeedField } from '../shell/SeedField.tsx';
import styles from '../shell/Transport.module.css';
import { StrategyDevice } from './StrategyDevice.tsx';
import { ShareStrategy } from './share/ShareStrategy.tsx';
import { useStrategy, useStrategyState } from './strategy-context.ts';

/** Begin, play, pause, step, stop; how fast, how far. */
export function StrategyTransport({ narrow }: { readonly narrow: boolean }) {
  return (
    <section aria-label="Transport" className={styles['transport']}>
      <div className={styles['group']}>
        <PlayPause narrow={narrow} />
        <Steps narrow={narrow} />
      </div>
      {!narrow && <StrategySeed />}
      {!narrow && <StrategySpeed />}
      <Progress narrow={narrow} />
      <div className={styles['end']}>
        {!narrow && <Throughput />}
        {!narrow && <StrategyDevice narrow={false} />}
        <ShareStrategy narrow={narrow} />
      </div>
    </section>
  );
}

function PlayPause({ narrow }: { readonly narrow: boolean }) {
  const lab = useStrategy();
  const kind = useStrategyState(({ status }) => status.kind);
  const blocked = useStrategyState(({ draft, problems }) => draft === null || problems.length > 0);
  return (
    <PlayButton
      kind={kind}
      isBlocked={blocked}
      isAgain={kind === 'finished'}
      narrow={narrow}
      lab={lab}
    />
  );
}

function Steps({ narrow }: { readonly narrow: boolean }) {
  const lab = useStrategy();
  const status = useStrategyState((state) => state.status);
  const blocked = useStrategyState(({ draft, problems }) => draft === null || problems.length > 0);
  const goesOn = isUnderWay(status);
  const cannot = !goesOn && (blocked || !['idle', 'refused'].includes(status.kind));
  return (
    <>
      {!narrow && (
        <IconButton
          icon="stepChunk"
          label="Step by one update"
          title="Step by one update (c)"
          disabled={cannot}
          onClick={() => lab.step('chunk')}
        />
      )}
      <IconButton
        icon="stepGeneration"
        label="Step to the end of the interval"
        title="Step to the end of the interval (n)"
        disabled={cannot}
        onClick={() => lab.step('generation')}
      />
      <IconButton
        icon="stop"
        label="Stop the run"
        title="Stop the run: what there is of it stays"
        disabled={!goesOn}
        onClick={() => lab.stop()}
      />
    </>
  );
}

export function StrategySeed() {
  const lab = useStrategy();
  const seed = useStrategyState(({ draft }) => draft?.seed);
  const wrong = useStrategyState(({ problems }) => problems.find(({ path }) => path === 'seed'));
  const disabled = useStrategyState(
    ({ draft, status }) => draft === null || status.kind === 'loading',
  );
  return (
    <SeedField
      seed={seed}
      problem={wrong && problemWords(wrong, 'Seed', SEED_FIELD)}
      disabled={disabled}
      startsOnEnter={false}
      onSet={(value) => lab.setFields({ seed: value })}
      onStart={() => lab.start()}
    />
  );
}

/** Updates a second; null: as many as can be. */
const PACES = { '1': 1, '5': 5, max: null } as const;
type PaceWord = keyof typeof PACES;

export function StrategySpeed() {
  const lab = useStrategy();
  const pace = useStrategyState((state) => state.pace);
  const word = (Object.keys(PACES) as PaceWord[]).find((each) => PACES[each] === pace) ?? 'max';
  return (
    <Segmented
      label="Speed"
      name="strategy-speed"
      value={word}
      options={[
        { value: '1', label: '1 a second' },
        { value: '5', label: '5' },
        { value: 'max', label: 'Max' },
      ]}
      onChange={(chosen) => lab.setPace(PACES[chosen])}
    />
  );
}

const PHASES = {
  data: 'drawing the images',
  decide: 'deciding',
  train: 'training',
  validate: 'validating',
  learn: 'agents learn',
  record: 'recording',
  test: 'testing',
} as const;

function Progress({ narrow }: { readonly narrow: boolean }) {
  const done = useStrategyState(({ intervals }) => intervals.length);
  const within = useStrategyState(({ progress, status }) =>
    progress?.phase === 'train' && isUnderWay(status) ? progress.done : 0,
  );
  const phase = useStrategyState(({ progress, status }) =>
    isUnderWay(status) ? (progress?.phase ?? 'data') : null,
  );
  const planned = useStrategyState(({ config, draft, problems }) => {
    const shown = config ?? (problems.length === 0 ? draft : null);
    return shown ? intervalsOf(shown.training) : 0;
  });
  const best = useStrategyState(({ intervals }) => bestOf(intervals.at(-1)?.rows ?? []));
  return (
    <div className={styles['progress']}>
      <span className={styles['figure']}>
        <small>interval</small> {done}
        <small>/{planned}</small>
      </span>
      {!narrow && (
        <ProgressBar
          label="Intervals done"
          done={done}
          planned={planned}
          share={planned === 0 ? 0 : Math.min(1, (done + within) / planned)}
        />
      )}
      {!narrow && (
        <span className={styles['left']}>
          {phase && (phase === 'train' ? <Left /> : PHASES[phase])}
        </span>
      )}
      <span className={styles['figure']} title="Of the best classifier, on the validation images">
        <small>best mAP</small> {percent(best)}
      </span>
    </div>
  );
}

const bestOf = (rows: readonly { readonly validation: { readonly mAP: number | null } }[]) =>
  rows.reduce<number | null>((best, { validation: { mAP } }) => {
    if (mAP === null) return best;
    return best === null || mAP > best ? mAP : best;
  }, null);

/** Time that the rest takes at the pace so far; held back by the speed chosen, nothing can be said. */
function Left() {
  const seconds = useStrategyState(({ config, intervals, progress, pace }) => {
    const last = intervals.at(-1);
    if (pace !== null || !config || !last || !progress) return null;
    const rest = config.training.steps - progress.step;
    return Math.round((rest * (last.elapsedMs / last.step)) / 1000);
  });
  return seconds === null ? 'training' : `${clock(seconds)} left`;
}

function Throughput() {
  const updates = useStrategyState(({ status, progress }) =>
    status.kind === 'running' && progress?.phase === 'train' ? progress.stepsPerSecond : null,
  );
  const config = useStrategyState((state) => state.config);
  if (updates === null || !config || updates === 0) return null;
  const images = updates * config.training.batch * config.rows.length;
  return (
    <span
      className={styles['throughput']}
      title={`${updates.toFixed(1)} updates of each classifier a second`}
    >
      {compactNumber(images)} <small>images/s</small>
    </span>
  );
}
