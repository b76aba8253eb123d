import { useCallback, useState } from 'react';
import { LONGEST_NAME } from '#archive/run-record.ts';
import { rowNames, type StrategyRecord, strategyTitle } from '#archive/strategy-record.ts';
import { dateWord, sizeWord } from '#store/library/run-words.ts';
import {
  type Keeping,
  listStrategies,
  purgeStrategies,
  purgeStrategy,
  putAwayStrategy,
  renameStrategy,
  restoreStrategy,
} from '#store/strategy/kept-runs.ts';
import { openKeptStrategy } from '#store/strategy/open-kept.ts';
import { exportStrategy } from '#store/strategy/strategy-files.ts';
import { addressOf } from '../compare/compared-ids.ts';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { KeptText } from '../parts/KeptText.tsx';
import { Menu } from '../parts/Menu.tsx';
import { useOpenStrategy } from '../shell/lab-context.ts';
import styles from './Library.module.css';
import { useAnswer, useLibrary } from './library-context.ts';
import { Sparkline } from './Sparkline.tsx';
import { type Attempt, DamagedLine, SaidLine, usePurge, useSaid } from './said.tsx';

/** Runs of the strategy lab that this browser keeps, and what can be done with them. */
export function StrategyRuns() {
  const library = useLibrary();
  const answer = useAnswer(useCallback((kept: Keeping) => listStrategies(kept), []));
  const { said, say, attempt } = useSaid();
  const countDeleted = usePurge(purgeStrategies);
  const list = answer.kind === 'there' ? answer.value : null;
  if (!list || (list.runs.length === 0 && list.damaged.length === 0 && !said)) return null;
  return (
    <section aria-label="Strategy runs" className={styles['results']}>
      <h2>Strategy</h2>
      <SaidLine said={said} onDismiss={() => say(null)} />
      {list.damaged.map(({ id, message }) => (
        <DamagedLine
          key={id}
          words={`A run cannot be read any more: ${message}.`}
          onDelete={() =>
            void attempt('Deleting', async () => {
              await purgeStrategy(library, id);
              return null;
            })
          }
        />
      ))}
      <ul className={styles['runs']}>
        {list.runs.map((record) => (
          <Run
            key={record.id}
            record={record}
            isActive={list.active.has(record.id)}
            attempt={attempt}
            onGone={countDeleted}
          />
        ))}
      </ul>
    </section>
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
  const [renaming, setRenaming] = useState(false);
  const { id, config, intervals, best, end } = record;
  const title = strategyTitle(record);
  const goesOn = !isActive && end === null && record.checkpoint !== null;
  const open = (paused: boolean) =>
    void attempt(`Opening “${title}”`, async () => {
      const problem = await openKeptStrategy(await openStrategy(), library, id, { paused });
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
  const remove = () =>
    void attempt('Deleting', async () => {
      if (!(await putAwayStrategy(library, id)))
        return {
          tone: 'problem',
          text: `“${title}” is going on in a tab and cannot be deleted now.`,
        };
      onGone(id);
      const undo = () =>
        void attempt('Bringing it back', async () => {
          await restoreStrategy(library, id);
          return null;
        });
      const text = `“${title}” was deleted. Undo is possible until you leave this page.`;
      return { tone: 'information', text, undo };
    });
  const standing = isActive ? 'going on' : (STANDINGS[end ?? 'none'] ?? '');
  return (
    <li className={styles['run']} aria-label={title}>
      <Sparkline values={best} />
      <div className={styles['what']}>
        {renaming ? (
          <KeptText
            label="Name of the run"
            text={title}
            longest={LONGEST_NAME}
            verb="Rename"
            onKeep={(name) =>
              attempt(`Renaming “${title}”`, async () => {
                await renameStrategy(library, id, name);
                return null;
              })
            }
            onClose={() => setRenaming(false)}
          />
        ) : (
          <h3>{title}</h3>
        )}
        <p className={styles['faint']}>{rowNames(config).join(', ')}</p>
      </div>
      <dl className={styles['figures']}>
        <div>
          <dt>intervals</dt>
          <dd>{intervals}</dd>
        </div>
        <div>
          <dt>best mAP</dt>
          <dd>{percentOf(best.at(-1))}</dd>
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
        {standing}
      </p>
      <div className={styles['actions']}>
        <Button
          look={goesOn ? 'solid' : 'outlined'}
          disabled={isActive}
          onClick={() => open(false)}
        >
          {goesOn ? 'Continue' : 'Open'}
        </Button>
        <Menu
          label={`More for ${title}`}
          icon="more"
          items={[
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
            { label: 'Rename', onChoose: () => setRenaming(true) },
            { label: 'Export the run (.evo)', onChoose: save },
            { label: 'Delete', disabled: isActive, onChoose: remove },
          ]}
        />
      </div>
    </li>
  );
}

const STANDINGS: Readonly<Record<string, string>> = {
  steps: 'finished',
  stopped: 'stopped',
  none: 'unfinished',
};

const percentOf = (share: number | undefined): string =>
  share === undefined || Number.isNaN(share) ? '–' : (share * 100).toFixed(1);
