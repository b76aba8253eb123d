import { canonicalJson } from './canonical-json.ts';
import { accepts, type Field } from './field.ts';
import { valueAt } from './plain-data.ts';
import type { RunConfig } from './run-config.ts';

/** New values by path. */
type Values = Readonly<Record<string, unknown>>;

/**
 * Returns the changes that must go with a new value of a field, so that it does not contradict the fields beside it: a
 * range widens to hold it, and values that a narrower range no longer holds move to its end. None where the field does
 * not accept the value; and a value beside it that its own field does not accept is left for a person to correct.
 */
export function movedAlong(
  draft: RunConfig,
  path: string,
  value: unknown,
  fields: readonly Field[],
): Values {
  const field = fields.find((each) => each.path === path);
  if (!field || !accepts(field, value)) return {};
  const moved = {
    ...aroundValue(draft, field, value),
    ...inNetwork(draft, path, value),
    ...inOrder(draft, field, value, fields),
    // a tournament is not larger than the population
    ...(path === 'populationSize' && {
      'selection.tournamentSize': atMost(draft.selection.tournamentSize, value as number),
    }),
  };
  const isRight = (at: string) => {
    const beside = fields.find((each) => each.path === at);
    return beside !== undefined && accepts(beside, valueAt(draft, at));
  };
  return Object.fromEntries(
    Object.entries(moved).filter(
      ([at, next]) =>
        at !== path && next !== undefined && isRight(at) && !isSame(next, valueAt(draft, at)),
    ),
  );
}

const isSame = (a: unknown, b: unknown) => a === b || canonicalJson(a) === canonicalJson(b ?? null);

/** Moves the range of a hyperparameter that evolves, so that it holds where it starts. */
function aroundValue(draft: RunConfig, { hyperparameter }: Field, value: unknown): Values {
  if (hyperparameter?.part !== 'value') return {};
  const { name } = hyperparameter;
  const now = draft.hyperparameters[name];
  if (!now?.evolves) return {};
  const at = (end: string) => `hyperparameters.${name}.${end}`;
  return holding(value as number, now.min, now.max, at('min'), at('max'));
}

/** Keeps fields in order that must not exceed each other: the other one gives way. */
function inOrder(draft: RunConfig, field: Field, value: unknown, fields: readonly Field[]): Values {
  const moved: Record<string, unknown> = {};
  const bound = value as number; // of fields in order
  if (field.atMost !== undefined)
    moved[field.atMost] = atLeast(valueAt(draft, field.atMost), bound);
  for (const { path, atMost: most } of fields)
    if (most === field.path) moved[path] = atMost(valueAt(draft, path), bound);
  return moved;
}

function inNetwork({ network }: RunConfig, path: string, value: unknown): Values {
  const { encoderHidden, headHidden, latent } = network;
  const { minLayers, maxLayers, minNodes, maxNodes, minLatent, maxLatent } = network;
  const hidden = (change: (widths: readonly number[]) => readonly number[]): Values => ({
    ...(isWidths(encoderHidden) && { 'network.encoderHidden': change(encoderHidden) }),
    ...(isWidths(headHidden) && { 'network.headHidden': change(headHidden) }),
  });
  const bound = value as number; // of all but the lists
  switch (path) {
    case 'network.encoderHidden':
    case 'network.headHidden': {
      const widths = value as readonly number[]; // accepted
      return {
        ...holding(widths.length, minLayers, maxLayers, 'network.minLayers', 'network.maxLayers'),
        'network.minNodes': atMost(minNodes, Math.min(...widths)),
        'network.maxNodes': atLeast(maxNodes, Math.max(...widths)),
      };
    }
    case 'network.latent':
      return holding(bound, minLatent, maxLatent, 'network.minLatent', 'network.maxLatent');
    case 'network.minLayers':
      return {
        'network.maxLayers': atLeast(maxLayers, bound),
        ...hidden((widths) => [
          ...widths,
          ...new Array<number>(Math.max(0, bound - widths.length)).fill(widths.at(-1) ?? minNodes),
        ]),
      };
    case 'network.maxLayers':
      return {
        'network.minLayers': atMost(minLayers, bound),
        ...hidden((widths) => widths.slice(0, bound)),
      };
    case 'network.minNodes':
      return {
        'network.maxNodes': atLeast(maxNodes, bound),
        ...hidden((widths) => widths.map((width) => Math.max(width, bound))),
      };
    case 'network.maxNodes':
      return {
        'network.minNodes': atMost(minNodes, bound),
        ...hidden((widths) => widths.map((width) => Math.min(width, bound))),
      };
    case 'network.minLatent':
      return {
        'network.maxLatent': atLeast(maxLatent, bound),
        'network.latent': atLeast(latent, bound),
      };
    case 'network.maxLatent':
      return {
        'network.minLatent': atMost(minLatent, bound),
        'network.latent': atMost(latent, bound),
      };
    default:
      return {};
  }
}

/** The end of a range that is to hold a value, where it does not. */
function holding(
  value: number,
  min: unknown,
  max: unknown,
  minPath: string,
  maxPath: string,
): Values {
  return { [minPath]: atMost(min, value), [maxPath]: atLeast(max, value) };
}

/** Caps a value from above; undefined where it is no number, which is left for a person to correct. */
const atMost = (value: unknown, most: number) =>
  typeof value === 'number' ? Math.min(value, most) : undefined;
const atLeast = (value: unknown, least: number) =>
  typeof value === 'number' ? Math.max(value, least) : undefined;

/** A draft may hold text in place of a list. */
const isWidths = (value: unknown): value is readonly number[] => Array.isArray(value);
