import { type KeyboardEvent, lazy, Suspense, useCallback, useRef, useState } from 'react';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { History } from '#store/history/history.ts';
import { individualOf } from '#store/words/mutation-words.ts';
import { choose } from '../shell/choose.ts';
import { useFollowed } from '../shell/focus-cell.ts';
import { useLabState, useRunView } from '../shell/lab-context.ts';
import { BesideRing, HoverMark, SelectionRing } from './AgentMarks.tsx';
import { Axis, Future } from './Axis.tsx';
import { cellSentence } from './cell-sentence.ts';
import { ExtinctBranches } from './ExtinctBranches.tsx';
import styles from './Genealogy.module.css';
import { cellAt, survivorNear } from './hit-test.ts';
import { SelectedPath } from './SelectedPath.tsx';
import { Strip } from './Strip.tsx';
import { SurvivorLines } from './SurvivorLines.tsx';
import { plotWidth, type TreeScale } from './scale.ts';
import { useTreeSettings } from './settings.ts';
import { type CellColour, STRIP_OPACITY } from './strip-colours.ts';
import type { StripImage } from './strip-image.ts';
import { TimeMarks } from './TimeMarks.tsx';
import { moveInTree, placeAmongSiblings } from './tree-keys.ts';
import type { Lineage } from './use-lineage.ts';
import { type Point, usePointer } from './use-pointer.ts';
import type { ViewControl } from './use-view.ts';
import { windowOf } from './view.ts';

const AllEdges = lazy(() =>
  import('./AllEdges.tsx').then(({ AllEdges }) => ({ default: AllEdges })),
);

const Tooltip = lazy(() => import('./Tooltip.tsx').then(({ Tooltip }) => ({ default: Tooltip })));

/** Half of what a finger can hit surely, px. */
const FINGER = 22;

const NAME =
  'Genealogy. Left and right: parent and child. Up and down: others of the generation. Home: founder. End: best of the last generation. Plus and minus: zoom. 0: the whole run.';

/** Strip, survivors and the selected path, on top of each other; one tree to the keyboard. */
export function Genealogy({
  history,
  version,
  scale,
  control,
  lineage,
  image,
  colour,
  familyColours,
  algorithm,
}: {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
  readonly control: ViewControl;
  readonly lineage: Lineage;
  readonly image: StripImage;
  readonly colour: CellColour;
  /** Colours by index in FAMILIES. */
  readonly familyColours: readonly string[];
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const lab = useRunView();
  const isSelected = useLabState((state) => state.selection !== null);
  const isPointedAt = useLabState((state) => state.hover !== null);
  const followed = useFollowed();
  const { extinct, allEdges } = useTreeSettings();
  const [spoken, setSpoken] = useState('');
  const ref = useRef<HTMLDivElement>(null);
  const { cell, path } = lineage;

  const pointer = usePointer(ref, scale, control, {
    point(point) {
      const found = point && cellAt(history, scale, point.x, point.y);
      const { hover } = lab.store.getState();
      if (found?.agent !== hover?.agent || found?.generation !== hover?.generation)
        lab.hover(found);
    },
    press({ x, y }: Point, event) {
      const found =
        event.pointerType === 'touch'
          ? survivorNear(history, scale, x, y, FINGER)
          : cellAt(history, scale, x, y);
      if (found) choose(lab, found, event);
    },
  });
  const tellWindow = () => {
    const { first, columns } = windowOf(control.view, control.extent);
    const [from, to] = [Math.max(0, Math.round(first)), Math.round(first + columns) - 1];
    const last = generationNumber(Math.min(to, history.generations - 1));
    setSpoken(`Generations ${generationNumber(from)} to ${last}.`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zooms: Record<string, () => void> = {
      '+': () => control.zoom(1.6, cell.generation + 0.5, true),
      '=': () => control.zoom(1.6, cell.generation + 0.5, true),
      '-': () => control.zoom(1 / 1.6, cell.generation + 0.5, true),
      '0': () => control.set({ kind: 'whole' }, true),
    };
    const zoom = zooms[event.key];
    if (zoom) {
      event.preventDefault();
      zoom();
      return;
    }
    if (event.key === 'Escape' && isSelected) {
      lab.select(null);
      setSpoken(
        followed === 'champion'
          ? 'Following the champion.'
          : 'Following the best of each generation.',
      );
      return;
    }
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault();
      lab.setBeside({ generation: cell.generation, agent: cell.agent });
      setSpoken(
        `${individualOf(algorithm).One} ${cell.agent} is set beside the next that is chosen.`,
      );
      return;
    }
    const next = moveInTree(history, cell, event.key, path);
    if (!next && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    if (!next) return setSpoken('There is none.');
    lab.select({ generation: next.generation, agent: next.agent });
    control.show(next.generation);
    setSpoken(cellSentence(history, next, algorithm));
  };
  const beginning = useCallback(
    (generation: number) => scale.x(generation) - scale.columnWidth / 2,
    [scale],
  );
  const { position, size } = placeAmongSiblings(history, cell);

  return (
    <>
      <div aria-live="polite" className="visually-hidden">
        {spoken}
      </div>
      <div
        ref={ref}
        role="tree"
        tabIndex={0}
        aria-label={NAME}
        aria-activedescendant="genealogy-focus"
        className={styles['tree']}
        data-moves={control.view.kind === 'whole' ? undefined : true}
        style={{ height: scale.height }}
        onKeyDown={onKeyDown}
        onKeyUp={({ key }) => '+-=0'.includes(key) && tellWindow()}
        {...pointer}
      >
        <div
          id="genealogy-focus"
          role="treeitem"
          tabIndex={-1}
          aria-selected
          aria-level={cell.generation + 1}
          aria-posinset={position}
          aria-setsize={size}
          aria-label={cellSentence(history, cell, algorithm)}
          className="visually-hidden"
        />
        <Strip
          history={history}
          version={version}
          scale={scale}
          image={image}
          colour={colour}
          opacity={allEdges ? STRIP_OPACITY / 2 : STRIP_OPACITY}
        />
        {allEdges && (
          <Suspense>
            <AllEdges history={history} version={version} scale={scale} colours={familyColours} />
          </Suspense>
        )}
        <svg
          width={scale.width}
          height={scale.height}
          className={styles['lines']}
          aria-hidden="true"
        >
          <clipPath id="genealogy-plot">
            <rect
              x={scale.left}
              y={0}
              width={plotWidth(scale.width)}
              height={scale.height - scale.bottom + 6}
            />
          </clipPath>
          <Future generations={history.generations} scale={scale} />
          <Axis scale={scale} individual={individualOf(algorithm).one} />
          <g clipPath="url(#genealogy-plot)">
            {extinct && !allEdges && (
              <ExtinctBranches history={history} version={version} scale={scale} />
            )}
            <SurvivorLines history={history} version={version} scale={scale} />
            <SelectedPath
              history={history}
              version={version}
              generation={cell.generation}
              path={path}
              scale={scale}
              algorithm={algorithm}
            />
          </g>
          <TimeMarks
            xOf={beginning}
            left={scale.left}
            right={scale.width - scale.right}
            top={scale.top}
            floor={scale.height - scale.bottom}
            signY={scale.height - scale.bottom - 9}
          />
          <SelectionRing history={history} cell={cell} scale={scale} />
          <BesideRing history={history} scale={scale} />
          <HoverMark history={history} scale={scale} />
        </svg>
        {isPointedAt && (
          <Suspense>
            <Tooltip history={history} scale={scale} algorithm={algorithm} />
          </Suspense>
        )}
      </div>
    </>
  );
}
