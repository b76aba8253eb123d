import { counted } from '#core/counted.ts';
import { lowerFirst } from '#core/lower-first.ts';
import { percent } from '#core/percent.ts';
import { shortNumber } from '#core/short-number.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { StrategySource } from '../charts/source.ts';
import { listWords } from '../charts/words.ts';
import type { Bar } from './Bars.tsx';
import { type RowDecision, type SeatDecision, seatDecision } from './decision.ts';
import { featureBars, rewardBars, valueBars } from './decision-bars.ts';
import { changeWords, featuresNow, mostChanged, mostUnusual, seenFeatures } from './features.ts';
import { GROUNDS } from './grounds.tsx';
import { choiceWord, type LookedAt, seatEntry } from './looked-at.ts';
import { REACH } from './StateCanvas.tsx';

/** A moment of a decision: its name, what happens in it, and bars of its numbers. */
export interface SlowStep {
  readonly name: 'Perceive' | 'Decide' | 'Execute' | 'Evaluate' | 'Learn';
  readonly caption: string;
  readonly parts: readonly {
    readonly title: string;
    readonly bars: readonly Bar[];
    readonly nothing: string;
    readonly reach?: number;
  }[];
}

/** A decision from what was seen to what was learned of it (MAT-Agent, section 3.1). */
export function slowSteps(
  source: StrategySource,
  looked: LookedAt,
  decision: RowDecision,
): readonly SlowStep[] {
  const all = SEATS.map((seat) => seatDecision(decision, seat, looked.team.options));
  return [
    perceive(source, looked, decision),
    decide(source, all),
    execute(source, looked, decision),
    evaluate(decision),
    learn(source, looked, decision, all),
  ];
}

function perceive(source: StrategySource, looked: LookedAt, decision: RowDecision): SlowStep {
  const features = featuresNow(seenFeatures(source, looked), looked, decision);
  const [changed, unusual] = [mostChanged(features, 6), mostUnusual(features, 6)];
  const news = changed[0] ? ` Most of all, ${changeWords(changed[0])}.` : '';
  return {
    name: 'Perceive',
    caption: `The four agents look at the same state: ${counted(features.length, 'feature')} of how training goes and of the data, in standard deviations from their means so far, and shares from a half.${news}`,
    parts: [
      { title: 'What stood out', bars: featureBars(unusual), reach: REACH, nothing: 'Nothing.' },
      { title: 'What changed most', bars: featureBars(changed), reach: REACH, nothing: 'Nothing.' },
    ],
  };
}

function decide({ seats }: StrategySource, all: readonly SeatDecision[]): SlowStep {
  const told = all.map(({ seat, choice, reason }) => {
    const word = choiceWord(seats, seat, choice);
    return `${lowerFirst(seatEntry(seats, seat).label)} ${word} ${GROUNDS[reason.ground].short}`;
  });
  return {
    name: 'Decide',
    caption: `Each agent weighs its own choices: ${listWords(told)}.`,
    parts: all.map((own) => ({
      title: seatEntry(seats, own.seat).label,
      bars: valueBars(own, seats),
      nothing: 'no opinion',
    })),
  };
}

function execute(
  { seats }: StrategySource,
  { decisions }: LookedAt,
  decision: RowDecision,
): SlowStep {
  const { row, before, event } = decision;
  const switched = SEATS.filter((seat) => before && before.choices[seat] !== row.choices[seat]).map(
    (seat) =>
      `${lowerFirst(seatEntry(seats, seat).label)} turned from ${choiceWord(seats, seat, before?.choices[seat] ?? '')} to ${choiceWord(seats, seat, row.choices[seat])}`,
  );
  const { training } = row;
  const from = decisions[decisions.indexOf(decision) - 1]?.event.step ?? 0;
  const rest = !before
    ? 'They are its first choices'
    : switched.length === 0
      ? 'All four choices stayed'
      : listWords(switched);
  const figure = (key: string, label: string, value: number): Bar => ({
    key,
    label,
    value,
    words: shortNumber(value),
  });
  return {
    name: 'Execute',
    caption: `The classifier trained ${counted(event.step - from, 'update')} under them. ${rest.charAt(0).toUpperCase()}${rest.slice(1)}.`,
    parts: [
      {
        title: 'Training, cross entropy',
        bars: [
          ...(before ? [figure('before', 'before', before.training.reference)] : []),
          { ...figure('now', 'in the interval', training.reference), isMarked: true },
        ],
        nothing: '',
      },
      {
        title: 'Gradient’s length',
        bars: [
          ...(before ? [figure('before', 'before', before.training.gradientNorm)] : []),
          { ...figure('now', 'in the interval', training.gradientNorm), isMarked: true },
        ],
        nothing: '',
      },
      {
        title: 'Learning rate at its end',
        bars: [
          ...(before ? [figure('before', 'before', before.training.learningRate)] : []),
          { ...figure('now', 'in the interval', training.learningRate), isMarked: true },
        ],
        nothing: '',
      },
    ],
  };
}

function evaluate(decision: RowDecision): SlowStep {
  const { row, before, steered } = decision;
  const share = (key: string, label: string, value: number | null | undefined): Bar => ({
    key,
    label,
    value: value ?? Number.NaN,
    words: `${percent(value ?? null)} %`,
  });
  return {
    name: 'Evaluate',
    caption: row.diverged
      ? 'The numbers are no longer finite, and the reward says so.'
      : `The validation images were looked at: mAP is ${percent(row.validation.mAP)} %${before ? `, before it was ${percent(before.validation.mAP)} %` : ''}. From that and from how training went comes one reward for all four, ${shortNumber(steered.reward.total)}.`,
    parts: [
      {
        title: 'mAP',
        bars: [
          ...(before ? [share('before', 'before', before.validation.mAP)] : []),
          { ...share('now', 'after the interval', row.validation.mAP), isMarked: true },
        ],
        reach: 1,
        nothing: '',
      },
      { title: 'Reward', bars: rewardBars(decision), nothing: '' },
    ],
  };
}

function learn(
  { seats }: StrategySource,
  { decisions, team }: LookedAt,
  decision: RowDecision,
  all: readonly SeatDecision[],
): SlowStep {
  const after = decisions[decisions.indexOf(decision) + 1];
  const taken = (own: SeatDecision | undefined, at: number) =>
    own?.reason.values?.[at] ?? Number.NaN;
  const parts = all.map((own) => {
    const next = after && seatDecision(after, own.seat, team.options);
    const bars = [
      { key: 'then', label: 'then', value: taken(own, own.at) },
      ...(next ? [{ key: 'next', label: 'next', value: taken(next, own.at), isMarked: true }] : []),
    ];
    return {
      title: `${seatEntry(seats, own.seat).label}: ${choiceWord(seats, own.seat, own.choice)}`,
      bars: own.reason.values ? bars.map((bar) => ({ ...bar, words: shortNumber(bar.value) })) : [],
      nothing: 'no opinion',
    };
  });
  const whole =
    'State, choices, reward and the next state are remembered, and each agent corrects what it expects of its choices.';
  return {
    name: 'Learn',
    caption: after
      ? `${whole} What the choices taken promised then and at the next decision tells of that, and of a state that has moved on.`
      : `${whole} No later decision is there yet to tell what changed.`,
    parts,
  };
}
