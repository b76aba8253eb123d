import { useState } from 'react';
import { SPLITS, type Split } from '#core/strategy/domain.ts';
import type { Looked, LookQuestion } from '#protocol/strategy-images.ts';
import type { StrategyStarted } from '#protocol/strategy-run-events.ts';
import { Button } from '../../parts/Button.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useVisible } from '../../parts/use-visible.ts';
import { rankedClasses } from '../charts/class-order.ts';
import { chooseRow, usePointed } from '../pointed.ts';
import { RowMark } from '../rows/RowMark.tsx';
import { LookCard } from './LookCard.tsx';
import styles from './Stage.module.css';
import { SHOWN, useLook } from './use-look.ts';

const SPLIT_WORDS: Readonly<Record<Split, string>> = {
  train: 'training images',
  validation: 'validation images',
  test: 'test images',
};

export interface LookStageProps {
  readonly started: StrategyStarted;
  /** Updates so far. */
  readonly step: number;
  /** True when the run is over: only then test images are looked at. */
  readonly isOver: boolean;
  /** The last answer; null: there is none. */
  readonly looked: Looked | null;
  readonly onLook: (question: LookQuestion) => void;
}

/** Images as one of the classifiers sees them: as they are, as they are changed for it now, with its predictions. */
export function LookStage({ started, step, isOver, looked, onLook }: LookStageProps) {
  const { config, data } = started;
  const [ref, isSeen] = useVisible<HTMLDivElement>();
  const row = Math.min(
    usePointed(({ chosen }) => chosen ?? 0),
    config.rows.length - 1,
  );
  const [chosenSplit, setSplit] = useState<Split>('validation');
  const split = chosenSplit === 'test' && !isOver ? 'validation' : chosenSplit;
  const [wanted, setWanted] = useState<number | null>(null);
  const [page, setPage] = useState(0);
  const count = config.data.images[split];
  const question = { row, split, label: wanted, from: page * SHOWN, count: SHOWN };
  const look = useLook({ run: started.run, question, step, looked, isSeen, onLook });
  const name = config.rows[row]?.name ?? '';
  const wantedName = wanted === null ? '' : (data.classes[wanted] ?? '');
  const shown = Math.min(SHOWN, count);
  const total = look.total ?? (wanted === null ? count : 0);
  return (
    <Panel title="What a classifier sees" className={styles['stage']}>
      <div ref={ref}>
        <div className={styles['tools']}>
          <label>
            <RowMark row={row} />
            Row
            <select
              value={row}
              onChange={(event) => {
                const to = Number(event.target.value);
                if (to !== usePointed.getState().chosen) chooseRow(to);
              }}
            >
              {config.rows.map((each, at) => (
                <option key={each.name} value={at}>
                  {at + 1} {each.name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Of the
            <select
              value={split}
              onChange={(event) => {
                const to = SPLITS.find((each) => each === event.target.value);
                if (to) setSplit(to);
                setPage(0);
              }}
            >
              {SPLITS.map((each) => (
                <option key={each} value={each} disabled={each === 'test' && !isOver}>
                  {SPLIT_WORDS[each]}
                  {each === 'test' && !isOver ? ', at the end' : ''}
                </option>
              ))}
            </select>
          </label>
          <label>
            Show me
            <select
              value={wanted ?? ''}
              onChange={(event) => {
                setWanted(event.target.value === '' ? null : Number(event.target.value));
                setPage(0);
              }}
            >
              <option value="">any images</option>
              {rankedClasses(data).map((each) => (
                <option key={each.index} value={each.index}>
                  images with {each.name} ({each.group})
                </option>
              ))}
            </select>
          </label>
          <Button look="outlined" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Before
          </Button>
          <Button
            look="outlined"
            disabled={(page + 1) * SHOWN >= total}
            onClick={() => setPage(page + 1)}
          >
            Next
          </Button>
        </div>
        <p className={styles['words']}>{wordsOf()}</p>
        <ul
          className={styles['cards']}
          aria-label={`Images as ${name} sees them`}
          aria-busy={!look.isFresh}
        >
          {Array.from({ length: shown }, (_, at) => (
            <LookCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a card stays, and its image changes.
              key={at}
              image={look.images?.[at]}
              isAwaited={look.images === null}
              size={looked?.size ?? config.data.size}
              classes={data.classes}
            />
          ))}
        </ul>
      </div>
    </Panel>
  );

  function wordsOf(): string {
    const what = `What ${name} says of each image after ${(looked?.step ?? step).toLocaleString('en-US')} updates, by the fast average of its weights. A class counts as seen from 50 % on.`;
    if (wanted === null) return what;
    const those = `${SPLIT_WORDS[split]} with ${wantedName}`;
    if (look.total === null) return `Looking for ${those} …`;
    if (look.total === 0) return `None of the ${count} ${SPLIT_WORDS[split]} shows ${wantedName}.`;
    return `${what} There are ${look.total} ${those}.`;
  }
}
