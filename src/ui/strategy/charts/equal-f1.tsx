import type { OwnAxis, Plot, Row, Series } from '../../charts/chart.ts';
import { MARGIN, type PlotArea } from '../../charts/plot-area.ts';

/** Precision and recall of a row, %. */
export interface Place {
  readonly recall: number;
  readonly precision: number;
}

/** The harmonic mean of both, %. */
export const f1Of = ({ precision, recall }: Place): number =>
  precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;

/** Levels at which lines of equal F1 are drawn, %. */
const LEVELS = [20, 40, 60, 80];

/** Points of a line along which F1 is the same, closer together where it bends. */
const equalF1 = (level: number): readonly Place[] => {
  // P = F R / (2 R − F), which is 100 at R = 100 F / (200 − F), and there lies the other end at R = 100.
  const [first, last] = [(level * level) / (200 - level), 200 - level];
  return Array.from({ length: 24 }, (_, i) => {
    const beyond = first * (last / first) ** (i / 23); // 2 R − F
    const recall = (beyond + level) / 2;
    return { recall, precision: (level * recall) / beyond };
  });
};

const EQUAL_ROWS: readonly Row[] = LEVELS.flatMap((level) =>
  equalF1(level).map(({ recall, precision }) => ({ recall, [`F1 ${level}`]: precision })),
);

const EQUAL_LINES: readonly Series[] = LEVELS.map((level) => ({
  kind: 'line',
  of: `F1 ${level}`,
  width: 1,
  colour: 'var(--line-strong)',
  ...(level === LEVELS[0] && { words: 'F1 is the same' }),
}));

/** Precision over recall, with these lines in it. */
export const PRECISION_BY_RECALL = {
  height: 320,
  margin: { ...MARGIN, right: 34 },
  extent: { low: 0, high: 100 },
  name: 'precision, %',
  rowsBy: 'recall',
  rows: EQUAL_ROWS,
  series: EQUAL_LINES,
} as const satisfies Partial<Plot>;

export const recallAxis = (stops: readonly number[]): OwnAxis => ({
  name: 'recall, %',
  end: 100,
  ticks: () => [0, 20, 40, 60, 80, 100],
  word: String,
  stops,
});

/** Labels at the ends of these lines: the F1 of each. */
export const LevelNames = ({ area }: { readonly area: PlotArea }) => (
  <g fontSize={10.5} fill="var(--text-faint)">
    {LEVELS.map((level) => (
      <text key={level} x={area.x(100) + 4} y={area.y((level * 100) / (200 - level)) + 4}>
        {level}
      </text>
    ))}
  </g>
);
