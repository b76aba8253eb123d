import { useCallback } from 'react';
import { engineWords } from '#archive/engine-words.ts';
import { rowNames, type StrategyRecord, strategyTitle } from '#archive/strategy-record.ts';
import { percent } from '#core/percent.ts';
import { type Keeping, renameStrategy, strategiesOf } from '#store/strategy/kept-runs.ts';
import { isResumable, openKeptStrategy, setUpKeptStrategy } from '#store/strategy/open-kept.ts';
import { exportStrategy } from '#store/strategy/strategy-files.ts';
import { addressOf } from '../compare/compared-ids.ts';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { useLabState, useOpenStrategy } from '../shell/lab-context.ts';
import { KeptRow } from './KeptRow.tsx';
import styles from './Library.module.css';
import { useAnswer, useLibrary } from './library-context.ts';
import { type Attempt, KeptList, remove, usePurge, useSaid } from './said.tsx';

/** Runs of the strategy lab that this browser keeps, and what can be done with them. */
export function StrategyRuns() {
  const library = useLibrary();
  const answer = useAnswer(useCallback((kept: Keeping) => strategiesOf(kept).shown(), []));
  const said = useSaid();
  const countDeleted = usePurge(strategiesOf);
  const list = answer.kind === 'there' ? answer.value : null;
  if (!list || (list.items.length === 0 && list.damaged.length === 0 && !said.said)) return null;
  return (
    <KeptList
      label="Strategy runs"
      title="Strategy"
      kind="A run"
      {...said}
      damaged={list.damaged}
      onDelete={(id) => strategiesOf(library).delete(id)}
    >
      {list.items.map((record) => (
        <Run
          key={record.id}
          record={record}
          isActive={list.active.has(record.id)}
          attempt={said.attempt}
          onGone={countDeleted}
        />
      ))}
    </KeptList>
  );
}

function Run({
  record,
  isActive,
  attempt,
  onGone,
}: {
  readonly record: StrategyRecord;
  /** True when a tab, this or another, writes it now. */
  readonly isActive: boolean;
  readonly attempt: Attempt;
  /** Notes that it was put away. */
  readonly onGone: (id: string) => void;
}) {
  const library = useLibrary();
  const openStrategy = useOpenStrategy();
  const { id, config, intervals, best, end } = record;
  const title = strategyTitle(record);
  const version = useLabState(({ catalog }) => catalog?.strategyEngine ?? null);
  const other = version && engineWords(record.engine, version);
  const goesOn = !isActive && version !== null && isResumable(record, version);
  const open = (paused: boolean) =>
    void attempt(`Opening “${title}”`, async () => {
      const problem = await openKeptStrategy(await openStrategy(), library, id, { paused });
      if (problem !== null) return { tone: 'problem', text: problem };
      location.hash = '#/strategy';
      return null;
    });
  const setUp = () =>
    void attempt('Setting up', async () => {
      const problem = await setUpKeptStrategy(await openStrategy(), record);
      if (problem !== null) return { tone: 'problem', text: problem };
      location.hash = '#/strategy';
      return null;
    });
  const save = () =>
    void attempt(`Packing “${title}”`, async () => {
      const file = await exportStrategy(library, id);
      if (!file) return { tone: 'problem', text: 'This run is no longer in the library.' };
      download(file.blob, file.name);
      return { tone: 'information', text: `${file.name} was handed to the browser.` };
    });
  const drop = () =>
    remove(attempt, {
      title,
      taken: 'going on in a tab',
      putAway: () => strategiesOf(library).putAway(id),
      restore: () => strategiesOf(library).restore(id),
      onGone: () => onGone(id),
    });
  const standing = isActive ? 'going on' : (STANDINGS[end ?? 'none'] ?? '');
  return (
    <KeptRow
      title={title}
      heading="h3"
      curve={best}
      onRename={(name) =>
        attempt(`Renaming “${title}”`, () => renameStrategy(library, id, name).then(() => null))
      }
      figures={[
        ['intervals', intervals],
        ['best mAP', percent(best.at(-1))],
      ]}
      createdAt={record.createdAt}
      bytes={record.historyBytes + record.checkpointBytes}
      standing={standing}
      main={
        <Button
          look={goesOn ? 'solid' : 'outlined'}
          disabled={isActive}
          onClick={() => open(false)}
        >
          {goesOn ? 'Continue' : 'Open'}
        </Button>
      }
      menu={(rename) => [
        ...(goesOn ? [{ label: 'Look at it', onChoose: () => open(true) }] : []),
        ...(record.tests.length > 0
          ? [
              {
                label: 'Compare',
                onChoose: () => {
                  location.hash = addressOf([id]);
                },
              },
            ]
          : []),
        rename,
        { label: 'Set up the same again', onChoose: setUp },
        { label: 'Export the run (.evo)', onChoose: save },
        { label: 'Delete', disabled: isActive, onChoose: drop },
      ]}
    >
      <p className={styles['faint']}>{rowNames(config).join(', ')}</p>
      {other && <p className={styles['faint']}>{other}</p>}
    </KeptRow>
  );
}

const STANDINGS: Readonly<Record<string, string>> = {
  steps: 'finished',
  stopped: 'stopped',
  none: 'unfinished',
};
