import type { Summary } from '#archive/summary.ts';
import { generationNumber } from '#core/generation-number.ts';
import { type Strength, strengthsIn } from '#store/history/strength.ts';
import { type Chart, FIRST_POINT, type Series } from './chart.ts';
import type { Figures } from './Figures.tsx';
import { thinned } from './fitness-points.ts';
import { type Column, generationTable } from './frame/chart-table.ts';
import { extentOf, MARGIN } from './plot-area.ts';

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const CHAMPION: Series = { kind: 'line', of: 'rating', width: 2, words: 'champion' };

const DASHES = ['1 3', '3 3', '6 3', '10 3'] as const;

const ladderSeries = (name: string, rung: number): Series => ({
  kind: 'line',
  of: name,
  width: 1.5,
  dash: DASHES[rung % DASHES.length],
  colour: 'var(--text-soft)',
  words: name,
});

/** Elo of the champions over generations, beside players of fixed strength. */
export const STRENGTH: Chart = {
  id: 'strength',
  label: 'Strength',
  drawMs: 1000,
  fitsTask: (environment) => environment?.duel === true,
  describe({ history, window }) {
    const { champions, ladder } = strengthsIn(history);
    const last = champions.at(-1);
    const at = new Map(champions.map((each) => [each.generation, each]));
    const figuresOf = ({ agent, rating, shares }: Strength): Figures => [
      ['champion, agent', agent],
      ['Elo', Math.round(rating)],
      ...ladder.map(({ name }): Figures[number] => [
        `won against ${name}, %`,
        Math.round(100 * (shares[name] ?? Number.NaN)),
      ]),
    ];
    const levels = Object.fromEntries(ladder.map(({ name, rating }) => [name, rating]));
    return {
      title: 'Strength of the champions',
      summary: last
        ? `In generation ${generationNumber(last.generation)} the champion, agent ${last.agent}, is rated ${Math.round(last.rating)} Elo points above a random player. It wins ${ladder.map(({ name }) => `${percent(last.shares[name] ?? Number.NaN)} against ${name}`).join(', ')}.`
        : '',
      empty: last ? null : FIRST_POINT,
      table: () =>
        generationTable(history, 'Strength of the champions', [
          ['Champion', ({ generation }) => at.get(generation)?.agent, 'count'],
          ['Elo', ({ generation }) => at.get(generation)?.rating],
          ...ladder.map(
            ({ name }): Column<Summary> => [
              `Won against ${name}`,
              ({ generation }) => at.get(generation)?.shares[name],
            ],
          ),
        ]),
      note: (
        <>
          <strong>What it is.</strong> After each generation the champion plays the ladder and the
          ancestors kept last. By all games of the run each player has the most likely rating of a
          Bradley–Terry model, with a few drawn games against an average player assumed of
          everybody; 400 points are odds of ten to one, and the random player has 0. An agent that
          has learned on since it was champion is another player. <strong>Shares</strong> are of
          games after a few drawn openings, one move of each side, each with both colours. After the
          opening champions choose without chance, unless the run evaluates with it, and players who
          look several moves ahead decide by it only between moves that are equally good to them. So
          games after the same opening are much alike.
        </>
      ),
      picture: {
        label: 'Elo by generation',
        height: 230,
        margin: MARGIN,
        extent: extentOf([
          ...champions.map(({ rating }) => rating),
          ...ladder.map(({ rating }) => rating),
        ]),
        name: 'Elo points above a random player',
        isMovable: true,
        rows: thinned(champions, window).map(({ generation, rating }) => ({
          generation,
          rating,
          ...levels,
        })),
        series: [...ladder.map(({ name }, rung) => ladderSeries(name, rung)), CHAMPION],
        figures: (generation) => {
          const it = at.get(generation);
          return it ? figuresOf(it) : [];
        },
      },
    };
  },
};
