import { useEffect, useRef } from 'react';
import { useTheme } from '../../shell/theme.ts';
import styles from '../Charts.module.css';
import { cleared, offerPainting, paletteOf, type Size } from '../frame/painting.ts';
import { type Lines, paintLines } from './line-painter.ts';

/** Lines drawn in one frame: with more the page would stutter. */
const SLICE = 150;

/** Lines are drawn out of sight, a slice a frame, and shown when all are there. */
export function LineCanvas({ lines, size }: { readonly lines: Lines; readonly size: Size }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the palette.
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    offerPainting(canvas, (context, palette) => paintLines(context, palette, lines));
    const hidden = document.createElement('canvas');
    const context = cleared(hidden, size);
    if (!context) return;
    const palette = paletteOf(canvas.parentElement ?? document.body);
    let from = 0;
    let frame = 0;
    const slice = () => {
      const to = Math.min(lines.heights.length, from + SLICE);
      paintLines(context, palette, lines, from, to);
      from = to;
      if (to < lines.heights.length) {
        frame = requestAnimationFrame(slice);
        return;
      }
      [canvas.width, canvas.height] = [hidden.width, hidden.height];
      canvas.getContext('2d')?.drawImage(hidden, 0, 0);
    };
    slice();
    return () => cancelAnimationFrame(frame);
  }, [lines, size, theme]);
  return (
    <div aria-hidden="true" className={styles['layer']}>
      <canvas ref={ref} style={{ width: size.width, height: size.height }} />
    </div>
  );
}
