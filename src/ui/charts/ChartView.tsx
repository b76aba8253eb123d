import { type ComponentProps, useId, useRef } from 'react';
import { toggled } from '#store/chart-settings.ts';
import type { History } from '#store/history/history.ts';
import type { TimeMark } from '#store/history/time-marks.ts';
import { WithTerms } from '../about/Term.tsx';
import panel from '../parts/Panel.module.css';
import { TableToggle } from '../parts/TableToggle.tsx';
import { useKeptHeight } from '../parts/use-kept-height.ts';
import { useTimeMarks } from '../shell/use-time-marks.ts';
import type { Description } from './chart.ts';
import styles from './frame/ChartFrame.module.css';
import { Choice } from './frame/Choice.tsx';
import { type Exported, ExportMenu } from './frame/ExportMenu.tsx';
import { MarkNotes } from './frame/MarkNotes.tsx';
import { withMarkColumn, withMarks } from './frame/marked-table.ts';
import { TableView } from './frame/TableView.tsx';
import { setChartSetting, useChartSetting } from './frame/use-chart-settings.ts';
import { useShownWords, WholeRun } from './frame/WholeRun.tsx';
import { Keys, SeriesKeys } from './Key.tsx';
import { PlotView } from './Plot.tsx';
import type { TimeWindow } from './plot-area.ts';
import { GENERATIONS, type RunAxis, UNITS } from './run-axis.ts';

const NONE: readonly TimeMark[] = [];
/** Window of a picture that is over no time. */
const WHOLE: TimeWindow = { first: 0, columns: 1 };

interface ChartViewProps extends Exported {
  /** Unique on the page; under it is kept whether the chart is shown as a table. */
  readonly id: string;
  readonly description: Description;
  /** The lab's run; null, or absent: something else is described. */
  readonly history?: History | null;
  /** The part of the axis that is shown; absent where there is none. */
  readonly window?: TimeWindow;
  /** Axis along which the generations of a run are laid out. */
  readonly axis?: RunAxis;
  /** Choice of the axis, where the plot leaves it; of the lab's run its units. */
  readonly laidOutBy?: ComponentProps<typeof Choice>;
  /** Set when it stands in a panel with others. */
  readonly inPanel?: boolean;
}

/**
 * Draws any chart: a title, the picture, a table of the same numbers one press away, and a menu that exports both.
 * Everything in the picture is exported as it stands, but for what is marked `data-export="no"`.
 */
export function ChartView({
  id,
  description,
  history = null,
  window = WHOLE,
  axis = GENERATIONS,
  laidOutBy,
  inPanel = history !== null,
  ...exported
}: ChartViewProps) {
  const { title, summary, empty, note, howToRead, picture } = description;
  const plot = 'own' in picture ? null : picture;
  const overTime = history !== null && plot !== null && !plot.otherAxis;
  const all = useTimeMarks();
  const marks = overTime ? all : NONE;
  const csv = () => {
    const numbers = (description.csv ?? description.table)();
    return overTime ? withMarkColumn(numbers, marks) : numbers;
  };
  const drawn = useRef<HTMLElement>(null);
  const described = useId();
  const tables = useChartSetting('tables');
  const asTable = tables.includes(id);
  const unit = useChartSetting('across');
  const shown = useShownWords();
  const isPart = overTime && shown !== '';
  const said = useKeptHeight<HTMLParagraphElement>(id);
  const across = {
    label: 'Laid out by',
    value: unit,
    options: UNITS,
    onChange: (value: string) => setChartSetting('across', value),
  };
  const Heading = inPanel ? 'h3' : 'h2';
  return (
    <section aria-label={title} className={inPanel ? styles['frame'] : panel['panel']}>
      <header className={styles['header']}>
        <Heading>{title}</Heading>
        <div>
          {description.controls}
          {plot?.isMovable && <Choice {...(laidOutBy ?? across)} />}
          {isPart && !asTable && <WholeRun words={shown} />}
          <TableToggle
            name={title}
            asTable={asTable}
            onToggle={() => setChartSetting('tables', toggled(tables, id))}
          />
          <ExportMenu
            {...exported}
            id={id}
            title={title}
            table={csv}
            picture={asTable || empty !== null ? null : drawn}
            hasNumbers={empty === null}
          />
        </div>
      </header>
      {asTable ? (
        <TableView table={withMarks(description.table(), marks)} />
      ) : (
        <figure
          ref={drawn}
          aria-label={title}
          aria-describedby={described}
          className={styles['picture']}
        >
          {'own' in picture ? (
            picture.own
          ) : (
            <PlotView
              plot={picture}
              history={overTime ? history : null}
              window={window}
              axis={axis}
            />
          )}
          <Keys>
            <SeriesKeys series={plot?.series ?? []} />
            {description.keys}
          </Keys>
          {empty !== null && (
            <p className={styles['empty']}>
              <span>{empty}</span>
            </p>
          )}
          {!howToRead && (
            <p id={described} className="visually-hidden">
              {empty ?? (isPart ? `${summary} Of these the picture shows ${shown}.` : summary)}
            </p>
          )}
        </figure>
      )}
      {howToRead && (
        <p ref={said} id={described} className={styles['said']}>
          {empty ?? summary}
        </p>
      )}
      {marks.length > 0 && <MarkNotes marks={marks} />}
      {note && (
        <div className={styles['note']}>
          <WithTerms>{note}</WithTerms>
        </div>
      )}
      {howToRead && (
        <details className={styles['howTo']}>
          <summary>How to read this</summary>
          <div>
            <WithTerms>{howToRead}</WithTerms>
          </div>
        </details>
      )}
    </section>
  );
}
