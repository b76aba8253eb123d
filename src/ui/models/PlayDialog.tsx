import { useEffect, useRef, useState } from 'react';
import type { EnvironmentEntry } from '#core/catalog.ts';
import { setUpFor } from '#store/lab/founding.ts';
import type { KeptAgent } from '#store/library/freezer.ts';
import { catalogOf } from '#store/library/open-run.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useSize } from '../parts/use-size.ts';
import { useLab, useOpenEngine } from '../shell/lab-context.ts';
import { resolveColours, useTheme } from '../shell/theme.ts';
import { drawScene, INK_PROPERTIES } from '../stage/draw-scene.ts';
import { paceFrames } from '../stage/pace-frames.ts';
import styles from './Models.module.css';

/** A kept agent at play, on an engine of its own: a run that goes on is not touched. */
export function PlayDialog({
  kept,
  onClose,
}: {
  readonly kept: KeptAgent;
  readonly onClose: () => void;
}) {
  const lab = useLab();
  const openEngine = useOpenEngine();
  const theme = useTheme();
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const figures = useRef<HTMLParagraphElement>(null);
  const [environment, setEnvironment] = useState<EnvironmentEntry | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    catalogOf(lab).then(
      ({ environments }) => {
        const found = environments.find(({ id }) => id === kept.individual.environment);
        if (current) setEnvironment(found ?? null);
        if (current && !found) setProblem('This page does not have its task.');
      },
      (error: Error) => current && setProblem(error.message),
    );
    return () => {
      current = false;
    };
  }, [lab, kept]);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !environment || width === 0) return;
    const setUp = setUpFor(lab.store.getState(), kept);
    if ('problem' in setUp) return setProblem(setUp.problem);
    const ratio = devicePixelRatio || 1;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    // The theme decides the colours.
    const colours = theme && resolveColours(document.body, INK_PROPERTIES);
    const client = openEngine();
    const frames = paceFrames({
      secondsPerStep: environment.secondsPerStep,
      request: (steps) => client.send({ kind: 'frame', steps }),
      draw: (scene) => drawScene(context, scene, colours, width, height),
    });
    client.listen((event) => {
      if (event.kind === 'failed') setProblem(event.message);
      if (event.kind === 'exhibited' && event.problem !== null) setProblem(event.problem);
      if (event.kind !== 'frame') return;
      frames.take(event.scene);
      if (figures.current)
        figures.current.textContent = `return ${shortNumber(event.episodeReturn)} · step ${event.episodeLength} · ${event.action}`;
    });
    const { config } = setUp;
    client.send({ kind: 'exhibit', run: 1, config, individual: kept.individual });
    return () => {
      frames.stop();
      client.dispose();
    };
  }, [lab, openEngine, kept, environment, width, height, theme]);

  return (
    <Dialog wide title={`${kept.name} at play`} onClose={onClose}>
      <div ref={box} className={styles['stage']}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${environment?.title ?? 'The task'}, played by ${kept.name}`}
          style={{ width, height }}
        />
      </div>
      <p ref={figures} className={styles['figures']} />
      {problem !== null && <p role="alert">It cannot play: {problem}</p>}
    </Dialog>
  );
}
