import type { NetworkDeclaration } from '#core/algorithm.ts';
import { type Space, storedSize } from '#core/spaces.ts';
import { isFiniteArray } from '#core/statistics.ts';
import { observationWidths, policiesOf, type Share, sharesOf, total } from '#core/team.ts';
import type { MapView, PolicyMap } from '#protocol/messages.ts';
import { actionScaler } from './arena.ts';
import { PROBE_ROWS } from './probe.ts';
import type { RunState } from './state.ts';

/** Cells along an axis: fewer show nothing, more take longer than they are worth. */
const [FEWEST, MOST] = [4, 64];

/**
 * Maps an agent's actions, and the values it expects, over two of its observations; of a team one player's, the others
 * observing medians and acting on them. Null where nothing has been observed yet, or where no map can be drawn:
 * observations or actions of another kind, a view of observations that are not there (the page may still have that of
 * another task), numbers of the agent that are no longer finite.
 */
export async function mapPolicy(
  state: RunState,
  slot: number,
  view: MapView,
): Promise<PolicyMap | null> {
  const { players } = state.environment;
  const { axes, cells, player = 0 } = view;
  const own = players[player];
  if (!own) return null;
  const { observationSpace, actionSpace } = own;
  const shares = sharesOf(observationWidths(players));
  const spread = state.observationRange.quantiles();
  const { from, width } = shares[player] as Share; // one per player
  const seen = spread?.slice(from, from + width).map(drawable);
  const [x, y] = axes;
  const isDrawable =
    observationSpace.kind === 'box' &&
    actionSpace.kind !== 'multiDiscrete' &&
    axes.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < width) &&
    x !== y &&
    cells >= FEWEST &&
    cells <= MOST;
  if (!spread || !seen || !isDrawable) return null;

  const { networks } = state.algorithm.declaration;
  const isOwn = ({ players: whose = [0] }: NetworkDeclaration) => whose.includes(player);
  const policy = policiesOf(state.algorithm.declaration).find(isOwn) as NetworkDeclaration; // of every player
  const critic = networks.find(
    (network) => network.role === 'evaluation' && network.outputs === 'one' && isOwn(network),
  );
  // A network that several share is asked with what the first of them observes.
  const asked = (shares[policy.players?.[0] ?? 0] as Share).from;
  const all = total(observationWidths(players));
  const observations = new Float32Array(cells * cells * all);
  const along = (axis: number, i: number) => {
    const { low, high } = seen[axis] as (typeof seen)[number]; // axis < width
    return low + ((i + 0.5) / cells) * (high - low);
  };
  for (let cell = 0; cell < cells * cells; cell++) {
    const row = cell * all;
    spread.forEach(({ median }, i) => {
      observations[row + i] = median;
    });
    for (let axis = 0; axis < width; axis++)
      observations[row + asked + axis] = view.held[axis] ?? seen[axis]?.median ?? 0;
    observations[row + asked + x] = along(x, cell % cells);
    observations[row + asked + y] = along(y, Math.floor(cell / cells));
  }

  const outputs = await probe(state, slot, observations, all, [policy, critic]);
  const chosen = outputs.get(policy.name) as Float32Array; // asked for
  // The outputs of a policy are values of choices if no other network judges beside it.
  const isJudged = networks.some(({ role, outputs: of }) => role === 'evaluation' && of === 'one');
  const judge = policy.outputs === 'choices' && !isJudged ? policy : critic;
  const judged = judge && outputs.get(judge.name);
  if (![chosen, judged ?? []].every(isFiniteArray)) return null;
  return {
    view,
    generation: state.generation,
    seen,
    actions: actionsOf(chosen, actionSpace, cells * cells),
    values: judged ? greatest(judged, cells * cells) : null,
    valuedBy: judged ? judge.label : null,
  };
}

/** Outputs of some networks for many observations, a program's load at a time. */
async function probe(
  { device }: RunState,
  slot: number,
  observations: Float32Array,
  width: number,
  networks: readonly (NetworkDeclaration | undefined)[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const rows = observations.length / width;
  const active = new Uint8Array(device.size);
  active[slot] = 1;
  const results = new Map<string, Float32Array>();
  for (let from = 0; from < rows; from += PROBE_ROWS) {
    const count = Math.min(PROBE_ROWS, rows - from);
    const part = observations.subarray(from * width, (from + count) * width);
    device.write('probe', 'observations', slot, part);
    await device.run('probe', 0, active);
    for (const network of networks) {
      if (!network) continue;
      const read = await device.read('probe', network.name, slot);
      const size = read.length / PROBE_ROWS;
      const whole = results.get(network.name) ?? new Float32Array(rows * size);
      whole.set(read.subarray(0, count * size), from * size);
      results.set(network.name, whole);
    }
  }
  return results;
}

/** A range that has an extent, so that there is something to draw over. */
function drawable(spread: PolicyMap['seen'][number]): PolicyMap['seen'][number] {
  const { low, high, median } = spread;
  if (high - low > 1e-6 * Math.max(1, Math.abs(median))) return spread;
  return { low: median - 0.5, median, high: median + 0.5 };
}

function actionsOf(outputs: Float32Array, space: Space, rows: number): Float32Array {
  const size = outputs.length / rows;
  if (space.kind !== 'box')
    return Float32Array.from({ length: rows }, (_, row) => {
      const own = outputs.subarray(row * size, (row + 1) * size);
      return own.indexOf(Math.max(...own));
    });
  // The means of a distribution come first.
  const count = storedSize(space);
  const scale = actionScaler(space);
  const actions = new Float32Array(rows * count);
  for (let row = 0; row < rows; row++)
    scale(outputs, row * size, actions.subarray(row * count, (row + 1) * count));
  return actions;
}

/** Takes the greatest output of each row. */
function greatest(outputs: Float32Array, rows: number): Float32Array {
  const size = outputs.length / rows;
  return Float32Array.from({ length: rows }, (_, row) =>
    Math.max(...outputs.subarray(row * size, (row + 1) * size)),
  );
}
