import { useEffect, useRef } from 'react';
import { sceneReader } from '#core/scene-track.ts';
import type { RecordedPlay, Recording } from '#protocol/recording.ts';
import { useSize } from '../../parts/use-size.ts';
import { resolveColours, useTheme } from '../../shell/theme.ts';
import { drawScene, INK_PROPERTIES } from '../../stage/draw-scene.ts';
import styles from './Pictures.module.css';

/** One moment of a recorded episode, a share of the way through it. */
export function SceneCanvas({
  recording,
  play,
  at,
}: {
  readonly recording: Recording;
  readonly play: RecordedPlay;
  readonly at: number;
}) {
  const theme = useTheme();
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || width === 0) return;
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const colours = theme && resolveColours(canvas.parentElement ?? canvas, INK_PROPERTIES);
    const reader = sceneReader(recording.template, play.track);
    const step = Math.floor((at * play.length) / recording.stepsPerScene);
    if (colours) drawScene(context, reader.at(step), colours, width, height);
  }, [recording, play, at, width, height, theme]);
  return (
    <div ref={box} className={styles['scene']}>
      <canvas ref={ref} role="img" aria-label={`${Math.round(at * 100)} % into an episode`} />
    </div>
  );
}
