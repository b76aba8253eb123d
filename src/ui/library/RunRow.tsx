import { useState } from 'react';
import { engineWords } from '#archive/engine-words.ts';
import { LONGEST_NOTES, type RunRecord, titleOf } from '#archive/run-record.ts';
import { counted } from '#core/counted.ts';
import { taskTitle } from '#core/task-title.ts';
import { isResumable } from '#store/library/library.ts';
import { originWords } from '#store/library/origin-words.ts';
import { championWord, standingOf } from '#store/library/run-words.ts';
import { settingsLine } from '#store/library/settings-line.ts';
import { Button } from '../parts/Button.tsx';
import { KeptText } from '../parts/KeptText.tsx';
import { useLabState } from '../shell/lab-context.ts';
import { KeptRow } from './KeptRow.tsx';
import styles from './Library.module.css';
import type { RunActions } from './use-run-actions.ts';

/** One run of the list, and what can be done with it. */
export function RunRow({
  record,
  isActive,
  actions,
  runName,
}: {
  readonly record: RunRecord;
  /** Name of a run by its id; null: it is not here. */
  readonly runName: (run: string) => string | null;
  /** True when a tab, this or another, writes it now. */
  readonly isActive: boolean;
  readonly actions: RunActions;
}) {
  const [noting, setNoting] = useState(false);
  const catalog = useLabState((state) => state.catalog);
  const isShown = useLabState((state) => state.runId === record.id);
  const { config, preset, origin, notes } = record;
  const differs = catalog ? settingsLine(config, preset, catalog) : '';
  const presetTitle = catalog?.presets.find(({ id }) => id === preset)?.title;
  const standing = standingOf(record, isActive, null);
  const other = catalog && engineWords(record.engine, catalog);
  const goesOn = !isActive && catalog !== null && isResumable(record, catalog);
  const title = titleOf(record, catalog);
  return (
    <KeptRow
      title={title}
      heading="h2"
      curve={record.best}
      onRename={(name) => actions.rename(record, name)}
      figures={[
        [
          'generations',
          <>
            {record.generations} <span className={styles['faint']}>of {config.generations}</span>
          </>,
        ],
        ['champion', championWord(record)],
      ]}
      createdAt={record.createdAt}
      bytes={record.historyBytes + record.checkpointBytes}
      standing={standing}
      standingWords={isShown && !isActive ? `${standing}, shown in the lab` : standing}
      main={
        <Button look={goesOn ? 'solid' : 'outlined'} onClick={() => actions.open(record, !goesOn)}>
          {goesOn ? 'Continue' : 'Open'}
        </Button>
      }
      menu={(rename) => [
        ...(goesOn ? [{ label: 'Look at it', onChoose: () => actions.open(record, true) }] : []),
        rename,
        {
          label: notes === '' ? 'Write notes' : 'Change the notes',
          onChoose: () => setNoting(true),
        },
        { label: 'Set up the same again', onChoose: () => actions.setUp(record) },
        { label: 'Export the run (.evo)', onChoose: () => actions.export(record, 'evo') },
        {
          label: 'Export its settings (config.json)',
          onChoose: () => actions.export(record, 'config'),
        },
        {
          label: 'Export its lineage (ALife CSV)',
          onChoose: () => actions.export(record, 'alife'),
        },
        {
          label: 'Export its lineage (Newick)',
          onChoose: () => actions.export(record, 'newick'),
        },
        {
          label: 'Export the champion (TensorFlow.js)',
          disabled: record.champion === null,
          onChoose: () => actions.export(record, 'model'),
        },
        { label: 'Delete', disabled: isActive, onChoose: () => actions.delete(record) },
      ]}
      note={
        isActive
          ? 'It is going on in a tab: it can be deleted when it has ended or another run was started there.'
          : undefined
      }
    >
      <p className={styles['faint']}>
        {presetTitle ??
          `${taskTitle(config.environment, catalog)}, ${config.algorithm.toUpperCase()}`}{' '}
        · {record.name !== '' && `seed ${config.seed} · `}
        {counted(config.populationSize, 'agent')}
      </p>
      {origin && <p className={styles['faint']}>{originWords(origin, runName)}</p>}
      {other && <p className={styles['faint']}>{other}</p>}
      {differs !== '' && <p className={styles['faint']}>other than the preset: {differs}</p>}
      {noting ? (
        <KeptText
          label="Notes to the run"
          text={notes}
          longest={LONGEST_NOTES}
          lines={3}
          verb="Keep the notes"
          onKeep={(text) => actions.annotate(record, text)}
          onClose={() => setNoting(false)}
        />
      ) : (
        notes !== '' && <p className={styles['notes']}>{notes}</p>
      )}
    </KeptRow>
  );
}
