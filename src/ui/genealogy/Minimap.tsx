import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import type { History } from '#store/history/history.ts';
import { useSize } from '../parts/use-size.ts';
import styles from './Genealogy.module.css';
import { type CellColour, STRIP_OPACITY } from './strip-colours.ts';
import { cleared, type StripImage } from './strip-image.ts';
import type { ViewControl } from './use-view.ts';
import { wholeWindow } from './view.ts';

const HEIGHT = 26;
const NARROWEST = 10; // px of the window, so that it can be seen and held

/** The whole run as a strip, with a frame around the generations shown; drag it to go elsewhere. */
export function Minimap({
  history,
  version,
  image,
  colour,
  control,
}: {
  readonly history: History;
  readonly version: number;
  readonly image: StripImage;
  readonly colour: CellColour;
  readonly control: ViewControl;
}) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  /** Generations between the frame's left edge and where it is held; null: it is not. */
  const held = useRef<number | null>(null);
  const whole = wholeWindow(control.extent);
  const { first, columns } = control.window;
  const perColumn = width / whole.columns;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  useEffect(() => {
    if (!canvas.current || width === 0) return;
    const context = cleared(canvas.current, width, HEIGHT);
    const { generations, populationSize } = history;
    context.globalAlpha = STRIP_OPACITY;
    context.imageSmoothingEnabled = perColumn < 1;
    const picture = image.upTo(history, colour);
    const across = generations * perColumn;
    if (generations > 0)
      context.drawImage(picture, 0, 0, generations, populationSize, 0, 0, across, HEIGHT);
  }, [history, version, image, colour, width, perColumn]);

  const generationAt = (event: PointerEvent<HTMLDivElement>) =>
    (event.clientX - event.currentTarget.getBoundingClientRect().left) / perColumn;
  const from = Math.max(0, Math.floor(first));
  const to = Math.max(from, Math.min(history.generations, Math.ceil(first + columns)) - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: -columns / 8,
      ArrowRight: columns / 8,
      PageUp: -columns,
      PageDown: columns,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    control.moveTo(Math.min(whole.columns, Math.max(0, first + step)));
  };
  const frame = Math.max(NARROWEST, columns * perColumn);
  const isWhole = control.view.kind === 'whole';

  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label="Generations shown"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, history.generations)}
      aria-valuenow={generationNumber(from)}
      aria-valuetext={
        isWhole
          ? 'the whole run'
          : `generations ${generationNumber(from)} to ${generationNumber(to)}`
      }
      className={styles['minimap']}
      style={{ height: HEIGHT }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0 || isWhole) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = generationAt(event);
        const isWithin = at >= first && at <= first + columns;
        held.current = isWithin ? at - first : columns / 2;
        if (!isWithin) control.moveTo(at - columns / 2);
      }}
      onPointerMove={(event) => {
        if (held.current !== null) control.moveTo(generationAt(event) - held.current);
      }}
      onPointerUp={() => {
        held.current = null;
      }}
      onPointerCancel={() => {
        held.current = null;
      }}
    >
      <canvas ref={canvas} style={{ width, height: HEIGHT }} />
      <span
        className={styles['frame']}
        data-whole={isWhole || undefined}
        style={{
          left: Math.min(width - frame, first * perColumn),
          width: Math.min(width, frame),
        }}
      />
    </div>
  );
}
