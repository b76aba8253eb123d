import { useEffect, useRef } from 'react';
import type { Scene } from '#core/scene.ts';
import type { LabState } from '#store/lab/lab-state.ts';
import { isHistory, type RunStatus } from '#store/lab/run-state.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Titled } from '../parts/Titled.tsx';
import { useSize } from '../parts/use-size.ts';
import { useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import { resolveColours, useTheme } from '../shell/theme.ts';
import { drawScene, INK_PROPERTIES } from './draw-scene.ts';
import { paceFrames } from './pace-frames.ts';
import styles from './Stage.module.css';

/** Words in place of the scene while no agent plays. */
const EMPTY: Readonly<Partial<Record<RunStatus['kind'], string>>> = {
  loading: 'The engine is loading…',
  idle: 'Nobody plays yet. Press Play to found a population.',
  refused: 'This set-up cannot run. What to correct is said at its fields.',
  failed: 'The engine did not start.',
  finished: 'Of this run the history was kept, not its agents. Run it again, and they play.',
};

/** Tells whether the stage is empty: before a run, and in a generation of the past whose champion cannot play. */
const isStageEmpty = (state: LabState): boolean =>
  state.run === 0 || (isHistory(state) && state.exhibit?.problem !== null);

/**
 * An agent playing, at the world's own pace. Pictures are asked for one at a time, as fast as the screen shows them;
 * their figures are written into the page directly, without React.
 */
export function Stage() {
  const lab = useLab();
  const environment = useEnvironment();
  const run = useLabState((state) => state.run);
  const kind = useLabState(({ status, problems }) =>
    status.kind === 'idle' && problems.length > 0 ? 'refused' : status.kind,
  );
  const isEmpty = useLabState(isStageEmpty);
  const problem = useLabState(({ exhibit }) => exhibit?.problem ?? null);
  const seeking = useLabState((state) => state.seeking);
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const agent = useRef<HTMLElement>(null);
  const figures = useRef<HTMLElement>(null);
  const ghostWords = useRef<HTMLButtonElement>(null);
  const theme = useTheme();
  const secondsPerStep = environment?.secondsPerStep ?? 0.02;

  // biome-ignore lint/correctness/useExhaustiveDependencies: requests to another `run` are not answered.
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || width === 0 || isEmpty) return;
    const ratio = devicePixelRatio || 1;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    // The theme decides the colours.
    const colours = theme && resolveColours(document.body, INK_PROPERTIES);

    let ghost: Scene | null = null;
    const frames = paceFrames({
      secondsPerStep,
      request: (steps) => lab.requestFrame(steps),
      draw: (scene) => drawScene(context, scene, colours, width, height, ghost),
    });
    const stopFrames = lab.onFrame((frame) => {
      const champion = lab.championEpisode();
      ghost = champion?.scenes[Math.floor(frame.episodeLength / champion.stepsPerScene)] ?? null;
      frames.take(frame.scene);
      if (ghostWords.current)
        ghostWords.current.textContent = champion
          ? `champion’s return ${shortNumber(champion.episodeReturn)} · agent ${champion.agent}`
          : '';
      if (agent.current) agent.current.textContent = `Agent ${frame.agent}`;
      if (figures.current)
        figures.current.textContent = `return ${shortNumber(frame.episodeReturn)} · step ${frame.episodeLength} · ${frame.action}`;
    });
    return () => {
      frames.stop();
      stopFrames();
    };
  }, [lab, run, isEmpty, width, height, secondsPerStep, theme]);

  return (
    <figure className={styles['stage']}>
      <div ref={box} className={styles['canvas']}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${environment?.title ?? 'The environment'}, played by the selected agent`}
          style={{ width, height }}
        />
        {isEmpty && (
          <p className={styles['empty']}>
            {[
              seeking ? 'Looking for the run that was left here…' : EMPTY[kind],
              problem && `Its champion cannot play: ${problem}.`,
            ].join(' ')}
          </p>
        )}
        <Titled
          ref={ghostWords}
          className={styles['ghost']}
          title="The faint one behind is the champion, in one episode played when it was found"
        />
      </div>
      <figcaption>
        <strong ref={agent}>{isEmpty ? '' : 'Agent'}</strong>
        <span ref={figures} />
      </figcaption>
    </figure>
  );
}
