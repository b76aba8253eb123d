import { startTransition, useEffect, useRef, useState } from 'react';
import type { Picture } from '#protocol/messages.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import { resolveColours, useTheme } from '../shell/theme.ts';
import { drawScene, INK_PROPERTIES } from './draw-scene.ts';
import styles from './Multiples.module.css';

/** Agents shown at most. */
export const MOST = 16;
/** Pictures come at most this often, ms: enough to see who does what, and cheap. */
const PERIOD = 100;
/** A picture that does not come within this, ms, is asked for again. */
const PATIENCE = 1500;

/** The living population playing side by side; pressing one watches it. Drawn without React. */
export function Multiples() {
  const lab = useLab();
  const run = useLabState((state) => state.run);
  const selected = useLabState((state) => state.selection?.agent);
  const secondsPerStep = useEnvironment()?.secondsPerStep ?? 0.02;
  const theme = useTheme();
  const list = useRef<HTMLOListElement>(null);
  const [agents, setAgents] = useState<readonly number[]>([]);

  useEffect(() => {
    if (run === 0 || !list.current) return;
    // The theme decides the colours.
    const colours = theme && resolveColours(document.body, INK_PROPERTIES);
    const root = list.current;
    let visible = true;
    const observer = new IntersectionObserver(([entry]) => {
      visible = entry?.isIntersecting ?? true;
    });
    observer.observe(root);
    let pictures: readonly Picture[] | null = null;
    let askedAt = 0;
    let shownAt = performance.now();
    let shown = '';
    const stop = lab.onGallery((gallery) => {
      askedAt = 0;
      pictures = gallery.pictures;
      const ids = pictures.map(({ agent }) => agent);
      if (ids.join() === shown) return;
      shown = ids.join();
      startTransition(() => setAgents(ids));
    });
    let loop = requestAnimationFrame(function draw(now) {
      loop = requestAnimationFrame(draw);
      for (const [i, picture] of (pictures ?? []).entries())
        paint(root.children[i], picture, colours);
      pictures = null;
      const waits = askedAt > 0 && now - askedAt < PATIENCE;
      if (!visible || waits || now - shownAt < PERIOD) return;
      const steps = Math.max(
        1,
        Math.round(Math.min(now - shownAt, 3 * PERIOD) / 1000 / secondsPerStep),
      );
      shownAt = now;
      askedAt = now;
      lab.requestGallery(MOST, steps);
    });
    return () => {
      cancelAnimationFrame(loop);
      observer.disconnect();
      stop();
    };
  }, [lab, run, secondsPerStep, theme]);

  return (
    <ol ref={list} aria-label="The living agents" className={styles['multiples']}>
      {agents.map((agent, slot) => (
        // A place, whoever lives in it.
        // biome-ignore lint/suspicious/noArrayIndexKey: places have nothing else.
        <li key={slot}>
          <button
            type="button"
            aria-label={`Watch agent ${agent}`}
            aria-pressed={agent === selected}
            className={styles['agent']}
            onClick={() => lab.select({ generation: shownIn(agent), agent })}
          >
            <canvas width={0} height={0} />
            <strong>{agent}</strong>
            <span data-return="" />
          </button>
        </li>
      ))}
    </ol>
  );

  /** The generation in which an agent was last tested, or else the one that it is born into and that trains now. */
  function shownIn(agent: number): number {
    const history = lab.history();
    const generations = history?.generations ?? 0;
    return history && history.slotOf(generations - 1, agent) >= 0 ? generations - 1 : generations;
  }
}

function paint(
  place: Element | undefined,
  picture: Picture,
  colours: Parameters<typeof drawScene>[2],
): void {
  const canvas = place?.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawScene(context, picture.scene, colours, width, height);
  canvas.style.opacity = picture.over ? '0.4' : '1';
  const words = place?.querySelector('[data-return]');
  if (words) words.textContent = shortNumber(picture.episodeReturn);
}
