import { useEffect, useMemo, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import {
  type Moment,
  momentSentence,
  momentsOf,
  type SelectionStory,
  selectionStory,
} from '#store/selection-story.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useAlgorithm, useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { Arena } from './Arena.tsx';
import styles from './SlowMotion.module.css';

/** How long each moment is looked at, ms. */
const LASTS: Readonly<Record<Moment['kind'], number>> = {
  population: 1600,
  elite: 1500,
  draw: 1500,
  compare: 1500,
  copy: 1100,
  mutate: 1900,
  rest: 1800,
  done: 0,
};
/** Who has seen a few tournaments needs less time for the next. */
const QUICKER = 0.8;
const QUICKEST = 0.35;

/** One generation's selection, step by step: drawn, compared, copied, mutated. */
export function SlowMotion({ generation }: { readonly generation: number }) {
  const lab = useLab();
  const { history } = useHistory();
  const window = useLabState((state) => state.config?.selection.evaluationWindow ?? 1);
  const story = useMemo(
    () =>
      history && generation < history.generations
        ? selectionStory(history, generation, window)
        : null,
    [history, generation, window],
  );
  const close = (
    <Button
      square
      aria-label="Close slow motion"
      title="Close (Esc)"
      onClick={() => lab.hideSelection()}
    >
      <Icon name="close" />
    </Button>
  );
  return (
    <Panel
      title={`Slow motion: from generation ${generationNumber(generation)} to ${generationNumber(generation + 1)}`}
      aside={close}
    >
      {story ? (
        <Play key={generation} story={story} />
      ) : (
        <p className={styles['none']}>This generation was not chosen by tournaments.</p>
      )}
    </Panel>
  );
}

function Play({ story }: { readonly story: SelectionStory }) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const ended = useLabState((state) => state.status.kind === 'finished');
  const moments = useMemo(() => momentsOf(story), [story]);
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(!still);
  const last = moments.length - 1;
  const moment = moments[at] ?? { kind: 'done' };
  const contest = 'contest' in moment ? moment.contest : 0;

  useEffect(() => {
    if (!playing || at >= last) return;
    const lasts = LASTS[moment.kind] * Math.max(QUICKEST, QUICKER ** contest);
    const timer = setTimeout(() => setAt(at + 1), lasts);
    return () => clearTimeout(timer);
  }, [playing, at, last, moment.kind, contest]);

  const go = (to: number) => {
    setPlaying(false);
    setAt(Math.min(last, Math.max(0, to)));
  };
  return (
    <div className={styles['play']}>
      <Arena story={story} moment={moment} algorithm={algorithm} />
      <div className={styles['bottom']}>
        <p className={styles['sentence']} aria-live="polite">
          {momentSentence(moment, story, algorithm)}
        </p>
        <div className={styles['controls']}>
          <Button
            square
            disabled={at === 0}
            aria-label="Back"
            title="Back"
            onClick={() => go(at - 1)}
          >
            <Icon name="back" />
          </Button>
          {!still && at < last && (
            <Button
              square
              aria-label={playing ? 'Hold' : 'Go on by itself'}
              title={playing ? 'Hold' : 'Go on by itself'}
              onClick={() => setPlaying(!playing)}
            >
              <Icon name={playing ? 'pause' : 'play'} />
            </Button>
          )}
          <Button
            square
            disabled={at === last}
            aria-label="Next"
            title="Next"
            onClick={() => go(at + 1)}
          >
            <Icon name="chevron" />
          </Button>
          {at < last ? (
            <Button onClick={() => go(last)}>Skip to the end</Button>
          ) : (
            <Button look="outlined" disabled={ended} onClick={() => lab.showSelection('next')}>
              Next generation
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
