import { useCallback } from 'react';
import { counted } from '#core/counted.ts';
import {
  ELSEWHERE_WORDS,
  type ElsewhereMatrix,
  elsewhereText,
} from '#core/strategy/experiments/elsewhere-matrix.ts';
import { estimateWords } from '#core/strategy/experiments/experiment-table.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useMedia } from '../../parts/use-media.ts';
import { Matrix, type MatrixCell } from '../matrix/Matrix.tsx';
import { ShadeKey } from '../matrix/ShadeKey.tsx';
import wheel from '../wheel/Wheel.module.css';

/** Room for names, px; on a phone the lines are told when they are pointed at. */
const ROOM = { left: 330, top: 150 };
const NARROW_ROOM = { left: 130, top: 150 };

/** Tests of an experiment's classifiers on data that they never saw, as shades and as a table with intervals. */
export function TransferMatrix({
  matrix,
  onNotice,
}: {
  readonly matrix: ElsewhereMatrix;
  readonly onNotice: (text: string) => void;
}) {
  const { names, lines } = matrix;
  const narrow = useMedia('(max-width: 599px)');
  const meanAt = (row: number, column: number) => lines[row]?.cells[column]?.mean?.mean ?? null;
  const most = Math.max(
    ...lines.flatMap((_, row) => names.map((__, column) => meanAt(row, column) ?? 0)),
    1e-9,
  );
  const shade = useCallback(
    (row: number, column: number) => {
      const found = lines[row]?.cells[column]?.mean ?? null;
      return found && found.mean / most;
    },
    [lines, most],
  );
  const text = elsewhereText(matrix);
  return (
    <>
      <ChartView
        id="experiment-elsewhere"
        notify={onNotice}
        about="classifiers tested without training"
        inPanel
        description={{
          title: 'Tested on other data',
          summary: summaryOf(matrix),
          empty: null,
          howToRead: (
            <>
              {ELSEWHERE_WORDS} A line is an arm and the data that it was trained on; dark is low,
              and a cell without a shade is its own data, or shares no class with it.
            </>
          ),
          table: () => numbersOf(matrix),
          keys: <ShadeKey low="0" high={`${(100 * most).toFixed(1)} %`} />,
          picture: {
            own: (
              <Matrix
                label="mAP on other data"
                rows={lines.map(({ name, key }) => `${name} · ${key}`)}
                columns={names}
                shade={shade}
                words={(cell) => wordsOf(matrix, cell)}
                room={narrow ? NARROW_ROOM : ROOM}
                cellHeight={18}
              />
            ),
          },
        }}
      />
      <p className={wheel['text']}>{ELSEWHERE_WORDS}</p>
      <DataTable
        caption="Tested without training on other data"
        head={text.head}
        rows={text.rows.map((cells) => ({
          key: cells.slice(0, 2).join(' '),
          cells: [...cells],
        }))}
      />
    </>
  );
}

function wordsOf({ names, lines }: ElsewhereMatrix, { row, column }: MatrixCell): string {
  const [line, on] = [lines[row], names[column]];
  const cell = line?.cells[column];
  if (!line || !cell || on === undefined) return '';
  if (line.key === on) return `${line.name} was trained on ${on}: how it does there stands above.`;
  if (!cell.mean) return `${line.name}, trained on ${line.key}, was not tested on ${on}.`;
  return `${line.name}, trained on ${line.key}: on ${on} mAP ${estimateWords(cell.mean, 'mAP', line.seeds)} % over ${counted(cell.shared, 'shared class', 'shared classes')}.`;
}

/** The best test elsewhere and the worst. */
function summaryOf({ names, lines }: ElsewhereMatrix): string {
  const all = lines.flatMap(({ name, key, cells }) =>
    cells.flatMap(({ mean }, at) =>
      mean ? [{ words: `${name} from ${key} on ${names[at]}`, mean: mean.mean }] : [],
    ),
  );
  const sorted = all.sort((a, b) => b.mean - a.mean);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return '';
  const words = (each: typeof first) => `${each.words}, ${(100 * each.mean).toFixed(1)} %`;
  return `Best is ${words(first)}; worst is ${words(last)}.`;
}

const numbersOf = ({ names, lines }: ElsewhereMatrix): ChartTable => ({
  caption: 'Tested without training on other data: mAP, %',
  head: ['Arm', 'Trained on', 'Tested on', 'Classes', 'Seeds', 'mAP, %', 'low', 'high'],
  counts: ['Classes', 'Seeds'],
  rows: lines.flatMap(({ name, key, seeds, cells }) =>
    cells.flatMap(({ mean, shared }, at) =>
      mean
        ? [
            {
              key: `${name} ${key} ${names[at]}`,
              cells: [
                ...[name, key, names[at] ?? '', shared, seeds],
                ...[100 * mean.mean, 100 * mean.low, 100 * mean.high],
              ],
            },
          ]
        : [],
    ),
  ),
});
