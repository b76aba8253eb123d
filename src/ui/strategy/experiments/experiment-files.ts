import { BYTE_ORDER_MARK, csvOf } from '#core/csv.ts';
import { experimentTable, tableText } from '#core/strategy/experiments/experiment-table.ts';
import { type KeptExperiment, questionOf } from '#store/strategy/experiment-runs.ts';
import { download } from '../../parts/download.ts';

/** Hands an experiment's table to the browser, as it is shown. */
export function saveTable(kept: KeptExperiment): void {
  const experiment = questionOf(kept);
  const { head, rows } = tableText(experiment, experimentTable(experiment, kept.results));
  const text = csvOf([head, ...rows]);
  download(new Blob([BYTE_ORDER_MARK, text], { type: 'text/csv' }), `${nameOf(kept)}.csv`);
}

/** Hands all that is kept of an experiment to the browser. */
export function saveResults(kept: KeptExperiment): void {
  const text = JSON.stringify(kept, null, 1);
  download(new Blob([text], { type: 'application/json' }), `${nameOf(kept)}.json`);
}

const nameOf = ({ experiment, base }: KeptExperiment): string => `${experiment}-${base.seed}`;
