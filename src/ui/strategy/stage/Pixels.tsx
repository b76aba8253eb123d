import { useLayoutEffect, useRef } from 'react';
import styles from './Stage.module.css';

/** A small image, as wide as there is room, each of its pixels a square. */
export function Pixels({
  pixels,
  size,
  label,
}: {
  readonly pixels: Uint8Array; // [S, S, 3]
  /** Side of the image, px. */
  readonly size: number;
  /** Description for those who do not see it. */
  readonly label: string;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(size, size);
    for (let at = 0; at < size * size; at++) {
      picture.data.set(pixels.subarray(at * 3, at * 3 + 3), at * 4);
      picture.data[at * 4 + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }, [pixels, size]);
  return (
    <canvas
      ref={ref}
      width={size}
      height={size}
      role="img"
      aria-label={label}
      className={styles['pixels']}
    />
  );
}
