import { counted } from '#core/counted.ts';
import { shortNumber } from '#core/short-number.ts';
import type { Reward, RewardTerm } from '#core/strategy/reward-settings.ts';
import { REWARD_TERMS } from '#core/strategy/reward-settings.ts';
import { Clip } from '../../charts/Clip.tsx';
import { Patterns, toneOf } from '../../charts/choices/tones.tsx';
import { LineKey, MarkKey } from '../../charts/Key.tsx';
import { extentOf, type PlotArea } from '../../charts/plot-area.ts';
import type { StrategyChart, StrategySource } from '../charts/source.ts';
import { afterWords, listWords, TERM_WORDS } from '../charts/words.ts';
import { BY_DECISION, type DecisionColumn, decisionTables } from './by-decision.ts';
import type { RowDecision } from './decision.ts';
import { signedShort } from './features.ts';
import { Levels } from './Levels.tsx';
import { decisionOf, emptyWords, type LookedAt, lookedAt, marginOf } from './looked-at.ts';

const HEIGHT = 240; // px

/** Chart of the reward of each decision, term on term: terms for it upwards, terms against it downwards. */
export const REWARD_STACK: StrategyChart = {
  id: 'reward-terms',
  label: 'Reward',
  describe(source) {
    const looked = lookedAt(source);
    const terms = looked ? termsOf(looked) : [];
    return {
      title: 'What decisions were rewarded with',
      summary: looked ? summaryOf(source, looked, terms) : '',
      empty: emptyWords(looked),
      howToRead: (
        <>
          A column is a decision, and its bars are the terms of the reward, each with its weight.
          What adds to the reward is stacked upwards from 0, what counts against it downwards; the
          line is the sum of both, which the agents are told. They learn to choose what brings more
          over the run, so a low bar now may be worth it.
        </>
      ),
      ...decisionTables('Rewards and their terms', looked, columnsOf),
      keys: (
        <>
          {terms.map((term) => (
            <MarkKey key={term} words={TERM_WORDS[term]}>
              <rect
                x="1"
                y="2"
                width="12"
                height="10"
                {...lookOf(term)}
                stroke="var(--text-soft)"
              />
            </MarkKey>
          ))}
          <LineKey width={2} words="reward" />
        </>
      ),
      picture: {
        label: 'Reward terms by interval',
        height: HEIGHT,
        margin: { ...marginOf(source.narrow), top: 22 },
        extent: extentOf([
          0,
          ...(looked?.decisions ?? []).flatMap(({ steered }) => endsOf(steered.reward)),
        ]),
        name: 'reward',
        ...BY_DECISION,
        over: (area) => looked && <Stack looked={looked} terms={terms} area={area} />,
        figures: (interval) => {
          const reward = decisionOf(looked, interval)?.steered.reward;
          if (!reward) return [];
          return [
            ['reward', reward.total],
            ...terms.map((term) => [TERM_WORDS[term], signedShort(reward.parts[term])] as const),
          ];
        },
      },
    };
  },
};

/** Terms that a reward has in some decision. */
const termsOf = ({ decisions }: LookedAt): readonly RewardTerm[] =>
  REWARD_TERMS.filter((term) => decisions.some(({ steered }) => steered.reward.parts[term] !== 0));

const lookOf = (term: RewardTerm) => {
  const { colour, opacity } = toneOf(REWARD_TERMS.indexOf(term));
  return { fill: colour, fillOpacity: opacity };
};

/** Ends of the stacks of a reward. */
function endsOf({ parts, total }: Reward): readonly number[] {
  const sumOf = (sign: number) =>
    REWARD_TERMS.reduce((sum, term) => sum + (sign * parts[term] > 0 ? parts[term] : 0), 0);
  return [sumOf(1), sumOf(-1), total];
}

/** A path for each term; more are not needed however many decisions there are. */
function Stack({
  looked: { decisions },
  terms,
  area,
}: {
  readonly looked: LookedAt;
  readonly terms: readonly RewardTerm[];
  readonly area: PlotArea;
}) {
  const paths = new Map<RewardTerm, string[]>();
  let line = '';
  for (const { event, steered } of decisions) {
    const [from, to] = [area.x(event.interval - 1), area.x(event.interval)];
    const wide = Math.max(0.6, (to - from) * (to - from > 4 ? 0.82 : 1));
    const left = round((from + to - wide) / 2);
    const ends = { up: 0, down: 0 };
    for (const term of terms) {
      const part = steered.reward.parts[term];
      if (part === 0 || !Number.isFinite(part)) continue;
      const side = part > 0 ? 'up' : 'down';
      const start = ends[side];
      ends[side] = start + part;
      const [a, b] = [round(area.y(start)), round(area.y(start + part))];
      const own = paths.get(term) ?? [];
      own.push(`M${left} ${a}h${round(wide)}V${b}h${-round(wide)}z`);
      paths.set(term, own);
    }
    if (Number.isFinite(steered.reward.total))
      line += `${line === '' ? 'M' : 'L'}${round(from)} ${round(area.y(steered.reward.total))}H${round(to)}`;
  }
  const isWide = area.columnWidth > 6;
  return (
    <>
      <Patterns />
      <Levels area={area} />
      <Clip area={area}>
        {terms.map((term) => (
          <path
            key={term}
            d={paths.get(term)?.join('') ?? ''}
            {...lookOf(term)}
            {...(isWide && { stroke: 'var(--text-soft)', strokeWidth: 0.6 })}
          />
        ))}
        <path d={line} fill="none" stroke="var(--text)" strokeWidth={1.6} />
      </Clip>
    </>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The last reward with its terms, and which terms rewards are made of in the mean. */
function summaryOf(
  source: StrategySource,
  { decisions, name }: LookedAt,
  terms: readonly RewardTerm[],
): string {
  const last = decisions.at(-1);
  if (!last) return '';
  const { total, parts } = last.steered.reward;
  const made = REWARD_TERMS.filter((term) => Math.abs(parts[term]) >= 0.005).map(
    (term) => `${TERM_WORDS[term]} ${signedShort(parts[term])}`,
  );
  const means = terms
    .map((term) => ({
      term,
      mean:
        decisions.reduce((sum, { steered }) => sum + steered.reward.parts[term], 0) /
        decisions.length,
    }))
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  const [most] = means;
  const rest = most
    ? ` Over ${counted(decisions.length, 'decision')} ${TERM_WORDS[most.term]} counted most, ${signedShort(most.mean)} in the mean.`
    : '';
  const of = made.length > 0 ? `: ${listWords(made)}` : '';
  return `${afterWords(source, last.event)} ${name} was rewarded with ${shortNumber(total)}${of}.${rest}`;
}

const columnsOf = (isWhole: boolean): readonly DecisionColumn[] => [
  { head: 'Reward', of: ({ steered }) => steered.reward.total },
  ...REWARD_TERMS.map((term) => ({
    head: `Part of ${TERM_WORDS[term]}`,
    of: ({ steered }: RowDecision) => steered.reward.parts[term],
  })),
  ...(isWhole ? REWARD_TERMS : []).map((term) => ({
    head: `Value of ${TERM_WORDS[term]}`,
    of: ({ steered }: RowDecision) => steered.reward.values[term],
  })),
];
