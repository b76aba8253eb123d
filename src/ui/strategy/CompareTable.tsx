import { BYTE_ORDER_MARK, csvOf } from '#core/csv.ts';
import { percent } from '#core/percent.ts';
import { WEIGHTS } from '#core/strategy/figures.ts';
import { chosenWords } from '#store/strategy/search-words.ts';
import { Button } from '../parts/Button.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { download } from '../parts/download.ts';
import { Panel } from '../parts/Panel.tsx';
import styles from './Strategy.module.css';
import type { ShownRun } from './shown-run.ts';

const HEAD = [
  'Classifier',
  ...WEIGHTS.map((weights) => `mAP, ${weights}`),
  ...WEIGHTS.map((weights) => `Tail AP, ${weights}`),
  'CF1, fast',
  'OF1, fast',
];

/** Test results of the classifiers, the best first. */
export function CompareTable({ shown }: { readonly shown: ShownRun }) {
  const { finished, config } = shown;
  if (!finished) return null;
  const { tests } = finished;
  if (tests.length === 0)
    return (
      <Panel title="On the test images">
        <p className={styles['text']}>
          The run was stopped, so the test images were not looked at.
        </p>
      </Panel>
    );
  const chosen = tests.flatMap((test) => test.chosen ?? []);
  const rows = tests
    .map((test, at) => ({
      test,
      name: `${at + 1} ${config.rows[at]?.name ?? ''}${test.chosen ? ' ★' : ''}`,
    }))
    .sort((a, b) => (b.test.fast.mAP ?? -1) - (a.test.fast.mAP ?? -1))
    .map(({ test, name }) => ({
      key: name,
      cells: [
        name,
        ...WEIGHTS.map((weights) => percent(test[weights].mAP)),
        ...WEIGHTS.map((weights) => percent(test[weights].tail)),
        percent(test.fast.perClassF1),
        percent(test.fast.overallF1),
      ],
    }));
  return (
    <Panel title="On the test images">
      <p className={styles['text']}>
        Looked at once, now: nothing was chosen by them. Per cent; <em>fast</em> and <em>slow</em>{' '}
        are averages of the weights over the updates, <em>raw</em> the weights as they ended. Tail
        is the rarest classes. <strong>It is one seed</strong>: in “Eight recipes side by side” the
        same recipe under another seed differs by about 1.4 points of mAP, by more in the tail, and
        with fewer images or updates. So small differences say nothing: run other seeds before you
        believe one.
      </p>
      {chosen.length > 0 && (
        <p className={styles['text']}>
          A star marks the classifier that a search chose by the validation images; it is what its
          rows together came to, and may have left its row before and come back for this test:{' '}
          {chosen.map(chosenWords).join('; ')}.
        </p>
      )}
      <Button
        look="outlined"
        onClick={() =>
          download(
            new Blob([BYTE_ORDER_MARK, csvOf([HEAD, ...rows.map(({ cells }) => cells)])], {
              type: 'text/csv',
            }),
            `test-images-${config.seed}.csv`,
          )
        }
      >
        Table as CSV
      </Button>
      <DataTable caption="Classifiers on the test images" head={HEAD} rows={rows} />
    </Panel>
  );
}
