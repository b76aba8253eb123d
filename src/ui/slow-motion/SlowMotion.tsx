import { useMemo } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import {
  momentSentence,
  momentsOf,
  type SelectionStory,
  type StoryPart,
  selectionStory,
} from '#store/history/selection-story.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useAlgorithm, useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { Arena } from './Arena.tsx';
import styles from './SlowMotion.module.css';
import { Steps } from './Steps.tsx';

/** One generation's selection, step by step: drawn, compared, copied, mutated. */
export function SlowMotion({ generation }: { readonly generation: number }) {
  const lab = useLab();
  const { history } = useHistory();
  const part = useLabState((state) => state.slowMotionPart);
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
        <Play key={`${generation} ${part}`} story={story} part={part} />
      ) : (
        <p className={styles['none']}>This generation was not chosen by tournaments.</p>
      )}
    </Panel>
  );
}

function Play({ story, part }: { readonly story: SelectionStory; readonly part: StoryPart }) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const ended = useLabState((state) => state.status.kind === 'finished');
  const moments = useMemo(() => momentsOf(story, part), [story, part]);
  const captions = useMemo(
    () => moments.map((moment) => momentSentence(moment, story, algorithm)),
    [moments, story, algorithm],
  );
  const end =
    part === 'select' ? (
      <Button look="outlined" onClick={() => lab.step('phase')}>
        On to mutation
      </Button>
    ) : (
      <Button look="outlined" disabled={ended} onClick={() => lab.showSelection('next')}>
        Next generation
      </Button>
    );
  return (
    <Steps captions={captions} end={end}>
      {(at) => (
        <Arena
          story={story}
          moment={moments[at] ?? { kind: 'done' }}
          part={part}
          algorithm={algorithm}
        />
      )}
    </Steps>
  );
}
