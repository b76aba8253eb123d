import type { RunList } from '#store/library/library.ts';
import { runsTable } from '#store/library/runs-table.ts';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { Icon } from '../parts/Icon.tsx';
import { useLabState } from '../shell/lab-context.ts';

/** Every run of the library as one table, for a spreadsheet. */
export function ListAsTable({ list }: { readonly list: RunList }) {
  const catalog = useLabState((state) => state.catalog);
  return (
    <Button
      look="outlined"
      disabled={catalog === null}
      onClick={() => {
        if (!catalog) return;
        const text = runsTable(list.runs, list.active, catalog);
        download(new Blob([text], { type: 'text/csv;charset=utf-8' }), 'library.csv');
      }}
    >
      <Icon name="download" /> All as CSV
    </Button>
  );
}
