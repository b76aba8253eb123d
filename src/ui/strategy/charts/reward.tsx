import { shortNumber } from '#core/short-number.ts';
import type { Ground } from '#core/strategy/decision.ts';
import type { RowInterval, SteeredInterval } from '#core/strategy/figures.ts';
import { REWARD_TERMS, type RewardTerm } from '#core/strategy/reward-settings.ts';
import { SEATS } from '#core/strategy/seats.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { steeredRows } from '../decisions/decision.ts';
import { NO_TEAM } from '../decisions/looked-at.ts';
import { RowKeys } from '../rows/RowKeys.tsx';
import { rowPlot } from './row-lines.tsx';
import { type Column, longTable, wideTable } from './row-tables.ts';
import { FIRST_INTERVAL, namesOf, type StrategyChart, type StrategySource } from './source.ts';
import { afterWords, listWords, TERM_WORDS } from './words.ts';

const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  plan: 'by plan',
  chance: 'by chance',
  doubt: 'in doubt',
  value: 'by value',
  held: 'held',
  hand: 'by hand',
};

const OPTIONS: Readonly<Record<string, string>> = { total: 'whole reward', ...TERM_WORDS };

const isTerm = (name: string): name is RewardTerm => Object.hasOwn(TERM_WORDS, name);

/** Chart of the rewards of teams' decisions, of the rows that they steer, whole or term by term. */
export const REWARD: StrategyChart = {
  id: 'reward',
  label: 'Reward',
  isOf: ({ rows }) => rows.some(({ steering }) => steering.kind === 'team'),
  describe(source) {
    const { strategyReward } = source.settings;
    const term = isTerm(strategyReward) ? strategyReward : null;
    const figure = ({ steered }: RowInterval) =>
      steered ? (term ? steered.reward.parts[term] : steered.reward.total) : null;
    const words = term ? TERM_WORDS[term] : 'reward';
    const rows = steeredRows(source.config);
    return {
      title: term ? `What ${words} adds to the reward` : 'Reward of decisions',
      summary: summaryOf(source, rows),
      empty: rows.length === 0 ? NO_TEAM : source.intervals.length === 0 ? FIRST_INTERVAL : null,
      howToRead: (
        <>
          A team of four agents decides how its row trains in an interval, and this is what it was
          told of the outcome: the more, the better. The reward is a sum of terms, each with its
          weight; the penalty counts against it. A team learns to choose what brings more over the
          run, not at once.
        </>
      ),
      table: () => wideTable(source, words, figure),
      csv: () => longTable(source, 'Rewards', REWARD_COLUMNS),
      controls: (
        <Choice
          label="Which part"
          value={term ?? 'total'}
          options={OPTIONS}
          onChange={(value) => setChartSetting('strategyReward', value)}
        />
      ),
      keys: <RowKeys names={namesOf(source)} rows={rows} />,
      picture: rowPlot(source, {
        label: 'Reward by interval',
        name: words,
        figure,
        words: shortNumber,
        holds: [0],
        rows,
      }),
    };
  },
};

/** Says how a team came to its four choices, as 'augmentation by chance, optimizer by value'. */
const groundsOf = ({ reasons }: SteeredInterval): string =>
  SEATS.map((seat) => `${seat} ${GROUND_WORDS[reasons[seat].ground]}`).join(', ');

export const REWARD_COLUMNS: readonly Column[] = [
  { head: 'Reward', of: ({ steered }) => steered?.reward.total ?? null },
  ...REWARD_TERMS.map(
    (term): Column => ({
      head: `Part of ${TERM_WORDS[term]}`,
      of: ({ steered }) => steered?.reward.parts[term] ?? null,
    }),
  ),
  { head: 'Decided', of: ({ steered }) => (steered ? groundsOf(steered) : '') },
];

/** The last reward of each team's row, what it is made of, and how was decided. */
function summaryOf(source: StrategySource, rows: readonly number[]): string {
  const last = source.intervals.at(-1);
  if (!last) return '';
  const names = namesOf(source);
  const told = rows.flatMap((row) => {
    const steered = last.rows[row]?.steered;
    if (!steered) return [];
    const { total, parts } = steered.reward;
    const made = REWARD_TERMS.filter((term) => parts[term] !== 0).map(
      (term) => `${TERM_WORDS[term]} ${shortNumber(parts[term])}`,
    );
    const of = made.length > 0 ? ` (${listWords(made)})` : '';
    return [
      `${names[row]} was rewarded with ${shortNumber(total)}${of}, having chosen ${groundsOf(steered)}`,
    ];
  });
  return told.length === 0 ? '' : `${afterWords(source, last)} ${told.join('; ')}.`;
}
