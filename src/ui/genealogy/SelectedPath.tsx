import { memo, useMemo } from 'react';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { FAMILIES } from '#core/lineage.ts';
import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import styles from './Genealogy.module.css';
import { Glyph } from './Glyph.tsx';
import type { PlacedText } from './label-boxes.ts';
import { linePath } from './lines.ts';
import type { TreeScale } from './scale.ts';
import { treeMarks } from './tree-marks.ts';

const SETTLED_STEP = 50; // generations

/**
 * The way from the founder to the selected agent, and on to the end of the lineage that is followed, with a glyph for
 * each mutation; and over it all the glyphs and labels that there is room for.
 */
export const SelectedPath = memo(function SelectedPath({
  history,
  version,
  generation,
  path,
  scale,
  algorithm,
}: {
  readonly history: History;
  readonly version: number;
  /** Generation of the selected agent. */
  readonly generation: number;
  /** Slots of its lineage from the founder on, and beyond it as far as the lineage is followed. */
  readonly path: Int32Array;
  readonly scale: TreeScale;
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const settled = Math.min(settledOf(history, path), generation);
  const stretch = { history, version, scale, path };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const marks = useMemo(
    () => treeMarks(history, scale, path, algorithm),
    [history, version, scale, path, algorithm],
  );
  return (
    <g>
      <g stroke="var(--surface)" strokeWidth={1} paintOrder="stroke">
        {FAMILIES.map((family, i) => (
          <path key={family} d={marks.glyphs[i]} fill={`var(--family-${family})`} />
        ))}
      </g>
      <g fill="none" strokeLinejoin="round" strokeLinecap="round">
        <Stretch {...stretch} from={generation} to={path.length - 1} isAhead />
        <Stretch {...stretch} from={0} to={settled} isSettled />
        <Stretch {...stretch} from={settled} to={generation} />
      </g>
      <path
        d={marks.stars}
        fill="var(--surface)"
        stroke="var(--text)"
        strokeWidth={1}
        strokeLinejoin="round"
      />
      {marks.pathGlyphs.map(({ x, y, family }) => (
        <Glyph key={`${x} ${family}`} family={family} x={x} y={y} size={10} />
      ))}
      <Labels className={styles['agentLabel']} labels={marks.agents} />
      <Labels className={styles['changeLabel']} labels={marks.changes} />
      <Labels
        className={styles['pathLabel']}
        labels={marks.pathGlyphs.map(({ x, textY, text }) => ({ x, y: textY, text }))}
      />
    </g>
  );
});

/** Part of the path as a line, on a ground that sets it off. */
function Stretch({
  history,
  version,
  scale,
  path,
  from,
  to,
  isSettled = false,
  isAhead = false,
}: {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
  readonly path: Int32Array;
  readonly from: number;
  readonly to: number;
  /** Set when it is the same for all paths that may come: another one does not draw it again. */
  readonly isSettled?: boolean;
  /** Beyond the selected agent. */
  readonly isAhead?: boolean;
}) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a settled stretch depends neither on the path nor on what grows.
  const line = useMemo(
    () => linePath(history, scale, path, 0, from, to),
    [history, scale, from, to, isSettled || path, isSettled || version],
  );
  // From very far away a bold line would fill its own turns.
  const width = scale.columnWidth < 2 ? 1.5 : 2.4;
  return isAhead ? (
    <>
      <path d={line} stroke="var(--surface)" strokeOpacity={0.6} strokeWidth={4} />
      <path d={line} stroke="var(--text)" strokeWidth={1.6} strokeDasharray="1 3.5" />
    </>
  ) : (
    <>
      <path d={line} stroke="var(--surface)" strokeOpacity={0.75} strokeWidth={width + 3} />
      <path d={line} stroke="var(--text)" strokeWidth={width} />
    </>
  );
}

/** Last generation of those in which a path runs along the trunk of all survivors, in round steps. */
function settledOf(history: History, path: Int32Array): number {
  const survivors = survivorsOf(history);
  const { trunkEnd } = survivors;
  if (trunkEnd < 0 || trunkEnd >= path.length) return 0;
  const isOnTrunk = survivors.isAlive(trunkEnd, path[trunkEnd] as number); // below its length
  return isOnTrunk ? Math.floor(trunkEnd / SETTLED_STEP) * SETTLED_STEP : 0;
}

function Labels({
  className,
  labels,
}: {
  readonly className: string | undefined;
  readonly labels: readonly PlacedText[];
}) {
  return (
    <g className={className}>
      {labels.map(
        ({ x, y, text }) =>
          text !== '' && (
            <text key={`${x} ${y}`} x={x} y={y}>
              {text}
            </text>
          ),
      )}
    </g>
  );
}
