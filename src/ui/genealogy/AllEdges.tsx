import { useEffect, useRef, useState } from 'react';
import type { History } from '#store/history/history.ts';
import { createEdgeTiles, type EdgeTiles } from './edge-tiles.ts';
import type { TreeScale } from './scale.ts';
import { cleared } from './strip-image.ts';

/** The line of every agent to its parent, whether or not its descendants live. */
export function AllEdges({
  history,
  version,
  scale,
  colours,
}: {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
  /** Colours by index in FAMILIES. */
  readonly colours: readonly string[];
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const tiles = useRef<EdgeTiles | null>(null);
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    const made = createEdgeTiles(() => setDrawn((count) => count + 1));
    tiles.current = made;
    return () => made.dispose();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown, `drawn` that more can be shown.
  useEffect(() => {
    if (!ref.current || !tiles.current || scale.width === 0) return;
    const context = cleared(ref.current, scale.width, scale.height);
    context.beginPath();
    context.rect(scale.left, 0, scale.width - scale.left - scale.right, scale.height);
    context.save();
    context.clip();
    context.globalAlpha = 0.6;
    tiles.current.show(context, history, scale, colours);
    context.restore();
  }, [history, version, scale, colours, drawn]);

  return (
    <div aria-hidden="true" data-testid="all-edges" style={{ position: 'absolute', inset: 0 }}>
      <canvas ref={ref} style={{ width: scale.width, height: scale.height }} />
    </div>
  );
}
