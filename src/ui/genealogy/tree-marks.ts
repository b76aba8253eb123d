import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { FAMILIES, NO_MUTATION } from '#core/lineage.ts';
import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { glyphPath, starPath } from './glyph-shapes.ts';
import { createLabelBoxes, firstFree, type PlacedText } from './label-boxes.ts';
import { labelledGlyphs, largestGains, type PathGlyph, type PathMark } from './path-glyphs.ts';
import { detailOf, type TreeScale } from './scale.ts';

/** Everything on the tree but its lines. */
export interface TreeMarks {
  /** Glyphs of the survivors beside the path, one `d` per family in the order of FAMILIES. */
  readonly glyphs: readonly string[];
  /** Stars where a survivor is an elite that was passed on. */
  readonly stars: string;
  readonly pathGlyphs: readonly PathGlyph[];
  /** Words on what changed, for the survivors beside the path. */
  readonly changes: readonly PlacedText[];
  /** Ids of agents. */
  readonly agents: readonly PlacedText[];
}

const LABEL_SPACE = 110; // px per marked gain, seen from far away

/** Marks for which there is room: from far away the path's largest gains, closer its mutations, closer still everyone's. */
export function treeMarks(
  history: History,
  scale: TreeScale,
  /** Selected path, a slot per generation. */
  path: ArrayLike<number>,
  algorithm: AlgorithmDeclaration | undefined,
): TreeMarks {
  const detail = detailOf(scale);
  const room = createLabelBoxes({
    x0: scale.left,
    x1: scale.width - scale.right,
    y0: 0,
    y1: scale.height - scale.bottom + 6,
  });
  const isFar = detail === 'trunk';
  const mutations = pathMutations(history, scale, path);
  const told = isFar ? largestGains(mutations, Math.round(scale.width / LABEL_SPACE)) : mutations;
  const pathGlyphs = labelledGlyphs(
    told.map(({ x, generation, slot }): PathMark => {
      const { agent, row, family } = history.cell(generation, slot);
      const mutation = history.birth(agent)?.mutation ?? NO_MUTATION;
      const { words, short } = mutationLabel(mutation, algorithm);
      return {
        x,
        y: scale.y(row, generation),
        family,
        labels: [words, short],
      };
    }),
    room,
    { ranked: isFar },
  );
  const glyphs = FAMILIES.map(() => '');
  let stars = '';
  const changes: PlacedText[] = [];
  const agents: PlacedText[] = [];
  if (isFar || detail === 'survivors') return { glyphs, stars, pathGlyphs, changes, agents };

  const size = Math.min(8, Math.max(4, scale.rowHeight * 1.2));
  const beside = survivorsSeen(history, scale);
  for (const { generation, slot, x, y } of beside) {
    const onPath = path[generation] === slot;
    const { isElite, family } = history.cell(generation, slot);
    if (isElite) stars += starPath(x, y, onPath ? 9 : size + 1);
    else if (!onPath)
      glyphs[history.familyIndex(generation, slot)] += glyphPath(family, x, y, size);
    room.take({ x0: x - 4, x1: x + 4, y0: y - 3, y1: y + 3 });
  }
  if (detail === 'labels')
    for (const { generation, slot, x, y } of beside) {
      const { agent, isNew } = history.cell(generation, slot);
      const mutation = history.birth(agent)?.mutation ?? NO_MUTATION;
      const { words, short } = mutationLabel(mutation, algorithm);
      if (isNew && path[generation] !== slot)
        changes.push(...found(firstFree(room, [words, short], x, [y - 9, y + 16])));
      agents.push(...found(firstFree(room, [String(agent)], x, [y + 16, y - 9])));
    }
  return { glyphs, stars, pathGlyphs, changes, agents };
}

interface Seen {
  readonly generation: number;
  readonly slot: number;
  readonly x: number;
  readonly y: number;
}

function survivorsSeen(history: History, scale: TreeScale): Seen[] {
  const survivors = survivorsOf(history);
  const seen: Seen[] = [];
  for (let g = scale.from; g <= Math.min(scale.to, history.generations - 1); g++)
    for (let slot = 0; slot < history.size(g); slot++)
      if (survivors.isAlive(g, slot))
        seen.push({ generation: g, slot, x: scale.x(g), y: scale.y(history.row(g, slot), g) });
  return seen;
}

interface PathMutation {
  readonly x: number;
  readonly generation: number;
  readonly slot: number;
  /** Child's fitness minus parent's; NaN: not known. */
  readonly gain: number;
}

/** Mutations on the path that are seen. */
function pathMutations(
  history: History,
  scale: TreeScale,
  path: ArrayLike<number>,
): PathMutation[] {
  const mutations: PathMutation[] = [];
  for (let g = scale.from; g <= Math.min(scale.to, path.length - 1); g++) {
    const slot = path[g] as number; // g < path.length
    if (history.familyIndex(g, slot) === 0) continue;
    const parentSlot = history.parentSlot(g, slot);
    const before = parentSlot < 0 ? Number.NaN : history.fitness(g - 1, parentSlot);
    const gain = history.fitness(g, slot) - before;
    mutations.push({ x: scale.x(g), generation: g, slot, gain });
  }
  return mutations;
}

const found = (label: PlacedText | null) => (label ? [label] : []);
