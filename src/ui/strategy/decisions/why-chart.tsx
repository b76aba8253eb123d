import { lowerFirst } from '#core/lower-first.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import type { StrategyChart, StrategySource } from '../charts/source.ts';
import { type Bar, Bars } from './Bars.tsx';
import styles from './Decisions.module.css';
import { type RowDecision, seatDecision, shownSeat } from './decision.ts';
import { featureBars, rewardBars, valueBars } from './decision-bars.ts';
import { featuresNow, mostUnusual, seenFeatures } from './features.ts';
import { decisionAt, emptyWords, type LookedAt, lookedAt, seatEntry } from './looked-at.ts';
import { REACH } from './StateCanvas.tsx';
import { WhyControls } from './WhyControls.tsx';
import { outcomeWords, switchWords, whyWords } from './why-words.ts';

const FEATURES = 6; // that are told

/** One decision of one agent: its observation, the values of its choices, its reason, and the outcome. */
export const WHY: StrategyChart = {
  id: 'why',
  label: 'Why this choice?',
  isOfOne: true,
  describe(source) {
    const { seats, settings } = source;
    const looked = lookedAt(source);
    const decision = looked && decisionAt(looked, source.at);
    const seat = shownSeat(settings.strategySeat);
    const { label } = seatEntry(seats, seat);
    const parts = looked && decision ? partsOf(source, looked, decision) : [];
    const own = looked && decision && seatDecision(decision, seat, looked.team.options);
    return {
      title: 'Why this choice?',
      summary: own
        ? `Interval ${decision.event.interval + 1}, ${lowerFirst(label)}: ${whyWords(own, seats)} ${switchWords(decision, own, seats)} ${outcomeWords(decision)}`
        : '',
      empty: emptyWords(looked),
      howToRead: (
        <>
          At the left are the features of the state that stood out furthest, in standard deviations
          from the mean so far (shares, as mAP, from a half), with their change in brackets; all
          four agents see the same. In the middle is the Q-value of each choice, the one taken with
          a dot. At the right is what the interval brought. That one followed on the other does not
          say that it came of it: three other agents chose as well, and training has luck of its
          own.
        </>
      ),
      table: () => tableOf(decision ?? null, parts),
      controls: looked && decision && (
        <WhyControls looked={looked} decision={decision} seats={seats} seat={seat} />
      ),
      picture: {
        own: (
          <div className={styles['why']}>
            {parts.map((part) => (
              <Bars key={part.title} {...part} />
            ))}
          </div>
        ),
      },
    };
  },
};

interface Part {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly nothing: string;
  readonly reach?: number;
}

function partsOf(source: StrategySource, looked: LookedAt, decision: RowDecision): readonly Part[] {
  const { seats, settings } = source;
  const seat = shownSeat(settings.strategySeat);
  const own = seatDecision(decision, seat, looked.team.options);
  const features = featuresNow(seenFeatures(source, looked), looked, decision);
  return [
    {
      title: 'What it saw',
      bars: featureBars(mostUnusual(features, FEATURES)),
      reach: REACH,
      nothing: 'Nothing stood out.',
    },
    {
      title: own.reason.values ? 'What each choice promised' : 'How likely each choice was',
      bars: valueBars(own, seats),
      nothing: 'It has no opinion of its choices.',
    },
    { title: 'What came of it', bars: rewardBars(decision), nothing: '' },
  ];
}

function tableOf(decision: RowDecision | null, parts: readonly Part[]): ChartTable {
  const interval = decision ? decision.event.interval + 1 : '';
  return {
    caption: `Why the choice of interval ${interval} was made`,
    head: ['Interval', 'Part', 'Name', 'Value', 'In words', 'Chosen'],
    counts: ['Interval'],
    rows: parts.flatMap(({ title, bars }) =>
      bars.map(({ key, label, value, words, isMarked = false }) => ({
        key: `${title} ${key}`,
        cells: [interval, title, label, value, words, isMarked && key !== 'total' ? 'yes' : ''],
      })),
    ),
  };
}

/** The Q-values of all four agents for one decision. */
export const DECISION_VALUES: StrategyChart = {
  id: 'decision-values',
  label: 'One decision',
  isOfOne: true,
  describe(source) {
    const { seats } = source;
    const looked = lookedAt(source);
    const decision = looked && decisionAt(looked, source.at);
    const all =
      !looked || !decision
        ? []
        : SEATS.map((seat) => seatDecision(decision, seat, looked.team.options));
    const partOf = (own: (typeof all)[number]): Part => ({
      title: seatEntry(seats, own.seat).label,
      bars: valueBars(own, seats),
      nothing: 'no opinion',
    });
    return {
      title: 'What each agent’s choices promised',
      summary:
        decision && looked
          ? `Interval ${decision.event.interval + 1}. ${all.map((own) => `${seatEntry(seats, own.seat).label}: ${whyWords(own, seats)}`).join(' ')}`
          : '',
      empty: emptyWords(looked),
      howToRead: (
        <>
          Each agent has a Q-value for each of its choices: the reward that it expects if it takes
          it. A dot stands before the one taken, which is the longest bar unless chance chose. The
          bars are those of the interval that is pointed at in another chart, or held by pressing a
          decision.
        </>
      ),
      table: () => tableOf(decision ?? null, all.map(partOf)),
      picture: {
        own: (
          <div className={styles['why']} data-parts={4}>
            {all.map(partOf).map(({ title, bars, nothing }) => (
              <Bars key={title} title={title} bars={bars} nothing={nothing} />
            ))}
          </div>
        ),
      },
    };
  },
};
