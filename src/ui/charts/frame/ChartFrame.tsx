import { type ReactNode, useId, useRef } from 'react';
import { toggled } from '#store/chart-settings.ts';
import type { TimeMark } from '#store/time-marks.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import panel from '../../parts/Panel.module.css';
import { useTimeMarks } from '../../shell/use-time-marks.ts';
import styles from './ChartFrame.module.css';
import type { ChartTable } from './chart-table.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { MarkNotes } from './MarkNotes.tsx';
import { withMarkColumn, withMarks } from './marked-table.ts';
import { TableView } from './TableView.tsx';
import { setChartSetting, useChartSetting } from './use-chart-settings.ts';
import { useShownWords, WholeRun } from './WholeRun.tsx';

const NONE: readonly TimeMark[] = [];

interface ChartFrameProps {
  /** Unique on the page; under it is kept whether the chart is shown as a table. */
  readonly id: string;
  readonly title: string;
  /** What is to be seen, in words: for those who do not see it. */
  readonly summary: string;
  /** Controls of this chart, at the right of its title. */
  readonly controls?: ReactNode;
  /** What the chart shows, in numbers. Asked for only when it is looked at or exported. */
  readonly table: () => ChartTable;
  /** Rows of the CSV file, where it holds more than the table. */
  readonly csv?: () => ChartTable;
  /** Why there is nothing to see; null: there is. */
  readonly empty?: string | null;
  /** Whether it shows the generations of the run shown: then it also tells what happened to that run. */
  readonly overTime?: boolean;
  /** Below the picture, and not part of it. */
  readonly note?: ReactNode;
  /** Of a comparison or a run, as it stands under the title of exported pictures and in names of files. */
  readonly about?: string;
  /** A titled section of the page of its own, rather than a part of one. */
  readonly panel?: boolean;
  /** The picture: canvases, SVG and text on top of each other, with its key. */
  readonly children: ReactNode;
}

/**
 * What all charts have in common: a title, a table of the same numbers one press away, and a menu that exports picture
 * and numbers. Whatever lies in the picture is exported as it stands, but for what is marked `data-export="no"`.
 */
export function ChartFrame(props: ChartFrameProps) {
  const { id, title, summary, controls, empty = null, note, children } = props;
  const all = useTimeMarks();
  const marks = props.overTime ? all : NONE;
  const table = () => withMarks(props.table(), marks);
  const csv = () => {
    const numbers = (props.csv ?? props.table)();
    return props.overTime ? withMarkColumn(numbers, marks) : numbers;
  };
  const picture = useRef<HTMLElement>(null);
  const described = useId();
  const tables = useChartSetting('tables');
  const asTable = tables.includes(id);
  const words = asTable ? `${title} as a picture` : `${title} as a table`;
  const shown = useShownWords();
  const isPart = props.overTime && shown !== '';
  const tools = (
    <>
      {controls}
      {isPart && !asTable && <WholeRun words={shown} />}
      <Button
        square
        aria-label={words}
        title={asTable ? 'As a picture' : 'As a table'}
        aria-pressed={asTable}
        onClick={() => setChartSetting('tables', toggled(tables, id))}
      >
        <Icon name={asTable ? 'chart' : 'table'} />
      </Button>
      <ExportMenu
        id={id}
        title={title}
        about={props.about}
        table={csv}
        picture={asTable || empty !== null ? null : picture}
        hasNumbers={empty === null}
      />
    </>
  );
  const body = (
    <>
      {asTable ? (
        <TableView table={table()} />
      ) : (
        <figure
          ref={picture}
          aria-label={title}
          aria-describedby={described}
          className={styles['picture']}
        >
          {children}
          {empty !== null && (
            <p className={styles['empty']}>
              <span>{empty}</span>
            </p>
          )}
          <p id={described} className="visually-hidden">
            {empty ?? (isPart ? `${summary} Of these the picture shows ${shown}.` : summary)}
          </p>
        </figure>
      )}
      {marks.length > 0 && <MarkNotes marks={marks} />}
      {note && <div className={styles['note']}>{note}</div>}
    </>
  );
  return (
    <section aria-label={title} className={props.panel ? panel['panel'] : styles['frame']}>
      <header className={styles['header']}>
        {props.panel ? <h2>{title}</h2> : <h3>{title}</h3>}
        <div>{tools}</div>
      </header>
      {body}
    </section>
  );
}
