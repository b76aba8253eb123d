import { championFigure } from '#archive/champion-words.ts';
import { compactNumber } from '#core/compact-number.ts';
import { fieldsFor } from '#core/fields.ts';
import { secondsLeft } from '#store/lab/machine-speed.ts';
import { isLost, isUnderWay } from '#store/lab/run-state.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { wholeOf } from '#store/set-up/typed-number.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { Button } from '../parts/Button.tsx';
import { clock } from '../parts/duration.ts';
import { Icon } from '../parts/Icon.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Titled } from '../parts/Titled.tsx';
import { Access } from './Access.tsx';
import { DeviceBadge } from './DeviceBadge.tsx';
import { useHistory, useLab, useLabState } from './lab-context.ts';
import { PhaseRing } from './PhaseRing.tsx';
import { PlayButton, ProgressBar } from './PlayButton.tsx';
import { choosePace, paceOf, paceWord } from './remembered-pace.ts';
import { SeedField } from './SeedField.tsx';
import styles from './Transport.module.css';

/** Begin, play, pause, step; how fast, how far. */
export function Transport({ narrow }: { readonly narrow: boolean }) {
  const seeking = useLabState((state) => state.seeking);
  return (
    <section aria-label="Transport" aria-busy={seeking} className={styles['transport']}>
      <div className={styles['group']}>
        <PlayPause narrow={narrow} />
        <Steps narrow={narrow} />
      </div>
      {!narrow && <SeedThere />}
      {!narrow && <SpeedThere />}
      {!narrow && <PhaseRing />}
      <Progress narrow={narrow} />
      <div className={styles['end']}>
        {!narrow && <Throughput />}
        <DeviceBadge narrow={narrow} />
      </div>
    </section>
  );
}

/** Controls for which the transport of a narrow screen has no room. */
export function SeedAndSpeed() {
  return (
    <section aria-label="Seed and speed" className={styles['second']}>
      <SeedThere />
      <SpeedThere />
    </section>
  );
}

const SeedThere = () => (
  <Access names={['seed']}>
    <Seed />
  </Access>
);

const SpeedThere = () => (
  <Access names={['speed']}>
    <Speed />
  </Access>
);

function PlayPause({ narrow }: { readonly narrow: boolean }) {
  const lab = useLab();
  const kind = useLabState((state) => state.status.kind);
  const blocked = useLabState((state) => state.draft === null || state.problems.length > 0);
  const isRuns = useLabState(isRunsForm);
  return (
    <PlayButton
      kind={kind}
      isBlocked={blocked}
      isAgain={isRuns && kind === 'finished'}
      narrow={narrow}
      lab={lab}
    />
  );
}

function Steps({ narrow }: { readonly narrow: boolean }) {
  const lab = useLab();
  const disabled = useLabState(
    (state) =>
      state.status.kind === 'loading' ||
      state.draft === null ||
      isLost(state) ||
      (state.problems.length > 0 && !isUnderWay(state.status)),
  );
  const lost = useLabState(isLost);
  const ended = useLabState(({ status }) => status.kind === 'finished');
  const about = (does: string) =>
    lost
      ? `${does}: the run failed, and nothing was kept to go on from`
      : ended
        ? `${does}: the run has ended; below the stage it can go on`
        : does;
  const isOver = useLabState(
    ({ status }) => status.kind === 'finished' || status.kind === 'failed',
  );
  if (narrow && isOver) return null; // its room is for the words of what is pressed now
  return (
    <>
      {!narrow && (
        <IconButton
          icon="stepChunk"
          label="Step by a tenth of the phase"
          title={about('Step a tenth of the phase (c)')}
          disabled={disabled}
          onClick={() => lab.step('chunk')}
        />
      )}
      {!narrow && (
        <IconButton
          icon="stepPhase"
          label="Step to the end of the phase"
          title={about('Step a phase (p)')}
          disabled={disabled}
          onClick={() => lab.step('phase')}
        />
      )}
      <IconButton
        icon="stepGeneration"
        label="Step to the end of the generation"
        title={about('Step a generation (n)')}
        disabled={disabled}
        onClick={() => lab.step('generation')}
      />
      {!narrow && (
        <Button
          disabled={disabled}
          className={styles['slow']}
          aria-label="Slow motion: how a generation is chosen"
          title="Slow motion: how a generation is chosen (s)"
          onClick={() => lab.showSelection()}
        >
          <Icon name="slow" />
          <span className={styles['word']}>Slow motion</span>
        </Button>
      )}
    </>
  );
}

function Seed() {
  const lab = useLab();
  const seed = useLabState((state) => state.draft?.seed);
  const wrong = useLabState((state) => state.problems.find(({ path }) => path === 'seed'));
  const field = useLabState(
    ({ catalog, draft }) =>
      wrong && catalog && draft && fieldsFor(catalog, draft).find(({ path }) => path === 'seed'),
  );
  const disabled = useLabState((state) => state.draft === null || state.status.kind === 'loading');
  return (
    <SeedField
      seed={seed}
      problem={wrong && problemWords(wrong, 'Seed', field ?? undefined)}
      disabled={disabled}
      startsOnEnter
      onSet={(value) => lab.setFields({ seed: value })}
      onStart={() => lab.start()}
    />
  );
}

function Speed() {
  const lab = useLab();
  const pace = useLabState((state) => state.pace);
  return (
    <Segmented
      label="Speed"
      name="speed"
      value={paceWord(pace)}
      options={[
        { value: '1', label: '1×' },
        { value: 'guided', label: 'Guided' },
        { value: '8', label: '8×' },
        { value: 'max', label: 'Max' },
      ]}
      onChange={(word) => choosePace(lab, paceOf(word))}
    />
  );
}

function Progress({ narrow }: { readonly narrow: boolean }) {
  const generations = useLabState((state) => state.generations);
  const planned = useLabState(({ config, draft }) => wholeOf((config ?? draft)?.generations) ?? 0);
  const within = useLabState((state) =>
    state.status.kind === 'finished' || state.progress?.generation !== state.generations
      ? 0
      : state.progress.done,
  );
  const figure = useLabState(({ champion }) => (champion ? championFigure(champion) : Number.NaN));
  return (
    <div className={styles['progress']}>
      <span className={styles['figure']}>
        <small>gen</small> {generations}
        <small>/{planned || '–'}</small>
      </span>
      {!narrow && (
        <ProgressBar
          label="Generations done"
          done={generations}
          planned={planned}
          share={planned === 0 ? 0 : Math.min(1, (generations + within) / planned)}
        />
      )}
      {!narrow && <TimeLeft within={within} planned={planned} />}
      <span className={styles['figure']}>
        <small>champion</small> {shortNumber(figure)}
      </span>
    </div>
  );
}

/** At the pace of the last generations; held back by the speed chosen, nothing can be said. */
function TimeLeft({ within, planned }: { readonly within: number; readonly planned: number }) {
  const kind = useLabState((state) => state.status.kind);
  const pace = useLabState((state) => state.pace);
  const { history } = useHistory();
  const known = kind === 'running' && pace === null && history;
  const seconds = known ? secondsLeft(planned, history.summaries, within) : null;
  return (
    <Titled
      className={styles['left']}
      title="Until the last generation; a target may end it sooner"
    >
      {seconds !== null && <>{clock(seconds)} left</>}
    </Titled>
  );
}

function Throughput() {
  const kind = useLabState((state) => state.status.kind);
  const steps = useLabState((state) => state.progress?.stepsPerSecond);
  const updates = useLabState((state) => state.progress?.updatesPerSecond);
  if (kind !== 'running' || steps === undefined || updates === undefined) return null;
  return (
    <Titled
      className={styles['throughput']}
      title={`${shortNumber(steps)} environment steps and ${shortNumber(updates)} updates a second, whole population`}
    >
      {compactNumber(steps)} <small>steps/s</small>
    </Titled>
  );
}
