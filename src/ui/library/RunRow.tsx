import { useState } from 'react';
import { LONGEST_NAME, LONGEST_NOTES, type RunRecord, titleOf } from '#archive/run-record.ts';
import { counted } from '#core/counted.ts';
import { isResumable } from '#store/library/library.ts';
import { originWords } from '#store/library/origin-words.ts';
import { championWord, dateWord, sizeWord, standingOf } from '#store/library/run-words.ts';
import { settingsLine } from '#store/library/settings-line.ts';
import { engineWords } from '#store/words/engine-words.ts';
import { Button } from '../parts/Button.tsx';
import { KeptText } from '../parts/KeptText.tsx';
import { Menu } from '../parts/Menu.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Library.module.css';
import { Sparkline } from './Sparkline.tsx';
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
  const [renaming, setRenaming] = useState(false);
  const [noting, setNoting] = useState(false);
  const catalog = useLabState((state) => state.catalog);
  const isShown = useLabState((state) => state.runId === record.id);
  const { config, preset, origin, notes } = record;
  const differs = catalog ? settingsLine(config, preset, catalog) : '';
  const presetTitle = catalog?.presets.find(({ id }) => id === preset)?.title;
  const standing = standingOf(record, isActive, null);
  const other = catalog && engineWords(record.engine, catalog);
  const goesOn = !isActive && catalog !== null && isResumable(record, catalog);
  const title = titleOf(record);
  return (
    <li className={styles['run']} aria-label={title}>
      <Sparkline values={record.best} />
      <div className={styles['what']}>
        {renaming ? (
          <KeptText
            label="Name of the run"
            text={title}
            longest={LONGEST_NAME}
            verb="Rename"
            onKeep={(name) => actions.rename(record, name)}
            onClose={() => setRenaming(false)}
          />
        ) : (
          <h2>{title}</h2>
        )}
        <p className={styles['faint']}>
          {presetTitle ?? `${config.environment}, ${config.algorithm}`} ·{' '}
          {record.name !== '' && `seed ${config.seed} · `}
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
      </div>
      <dl className={styles['figures']}>
        <div>
          <dt>generations</dt>
          <dd>
            {record.generations} <span className={styles['faint']}>of {config.generations}</span>
          </dd>
        </div>
        <div>
          <dt>champion</dt>
          <dd>{championWord(record)}</dd>
        </div>
        <div>
          <dt>begun</dt>
          <dd>
            <time dateTime={new Date(record.createdAt).toISOString()}>
              {dateWord(record.createdAt)}
            </time>
          </dd>
        </div>
        <div>
          <dt>size</dt>
          <dd>{sizeWord(record.historyBytes + record.checkpointBytes)}</dd>
        </div>
      </dl>
      <p className={styles['standing']} data-standing={standing}>
        {isShown && !isActive ? `${standing}, shown in the lab` : standing}
      </p>
      <div className={styles['actions']}>
        {goesOn ? (
          <Button look="solid" onClick={() => actions.open(record, false)}>
            Continue
          </Button>
        ) : (
          <Button look="outlined" onClick={() => actions.open(record, true)}>
            Open
          </Button>
        )}
        <Menu
          label={`More for ${title}`}
          icon="more"
          items={[
            ...(goesOn
              ? [{ label: 'Look at it', onChoose: () => actions.open(record, true) }]
              : []),
            { label: 'Rename', onChoose: () => setRenaming(true) },
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
        />
      </div>
    </li>
  );
}
