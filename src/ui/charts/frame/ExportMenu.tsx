import type { RefObject } from 'react';
import type { Provenance } from '#store/share/provenance.ts';
import { download } from '../../parts/download.ts';
import { Menu } from '../../parts/Menu.tsx';
import { useRunView } from '../../shell/lab-context.ts';
import { useTheme } from '../../shell/theme.ts';
import type { ChartTable } from './chart-table.ts';
import { runWords } from './run-words.ts';
import { setChartSetting, useChartSetting } from './use-chart-settings.ts';

/** Words and data of an export that is not of the lab’s run. */
export interface Exported {
  /** Words on it, as they stand under the title of exported pictures and in names of files. */
  readonly about?: string;
  /** The seed and settings that it began with; absent where there is no one run: a comparison names those of its runs itself. */
  readonly run?: Provenance;
  /** All that is known of the run over time, as one file. */
  readonly whole?: () => ChartTable;
  /** Says that an export went wrong; the lab does where it is missing. */
  readonly notify?: (text: string) => void;
}

/** Picture and numbers of a chart as files. The code that makes pictures is loaded with the first one. */
export function ExportMenu({
  id,
  title,
  about,
  run,
  whole,
  notify,
  table,
  picture,
  hasNumbers,
}: Exported & {
  readonly id: string;
  readonly title: string;
  readonly table: () => ChartTable;
  /** Null: there is no picture now. */
  readonly picture: RefObject<HTMLElement | null> | null;
  readonly hasNumbers: boolean;
}) {
  const lab = useRunView();
  const theme = useTheme();
  const light = useChartSetting('lightExports');

  const subtitle = () => about ?? runWords(lab.store.getState());
  const nameOf = (ending: string, what = id) =>
    `${[what, ...subtitle().split(' · ')]
      .join('-')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80)}.${ending}`;

  async function save(kind: 'png' | 'svg' | 'csv' | 'whole'): Promise<void> {
    try {
      if (kind === 'csv' || kind === 'whole') {
        const [{ chartCsv }, { provenanceOf }] = await Promise.all([
          import('./chart-csv.ts'),
          import('#store/share/provenance.ts'),
        ]);
        const of = about === undefined ? provenanceOf(lab.store.getState()) : (run ?? null);
        const numbers = kind === 'whole' && whole ? whole() : table();
        const name = kind === 'whole' ? nameOf('csv', 'curves') : nameOf('csv');
        const text = chartCsv(numbers, of);
        download(new Blob([text], { type: 'text/csv;charset=utf-8' }), name);
        return;
      }
      const { pictureOf, rasterise } = await import('./export-picture.ts');
      const element = picture?.current;
      if (!element) throw new Error('there is no picture on the page');
      const made = pictureOf(element, {
        title,
        subtitle: subtitle(),
        theme: light ? 'light' : theme,
      });
      const blob =
        kind === 'svg' ? new Blob([made.svg], { type: 'image/svg+xml' }) : await rasterise(made);
      download(blob, nameOf(kind));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const text = `“${title}” could not be exported: ${reason}.`;
      if (notify) notify(text);
      else lab.notify(text);
    }
  }

  const item = (kind: 'png' | 'svg' | 'csv' | 'whole', label: string, possible: boolean) => ({
    label,
    disabled: !possible,
    onChoose: () => void save(kind),
  });
  return (
    <Menu
      label={`Export ${title}`}
      icon="download"
      items={[
        item('png', 'Picture, PNG', picture !== null),
        item('svg', 'Picture, SVG', picture !== null),
        item('csv', 'Numbers, CSV', hasNumbers),
        ...(whole ? [item('whole', 'All curves of the run, CSV', hasNumbers)] : []),
        ...(theme === 'dark'
          ? [
              {
                label: 'Light colours',
                checked: light,
                onChoose: () => setChartSetting('lightExports', !light),
              },
            ]
          : []),
      ]}
      note={hasNumbers && picture === null ? 'Pictures are of the chart: leave the table.' : null}
    />
  );
}
