import type { Lesson } from './lesson.ts';

/**
 * Parts of the page that a link may hide or lock: a teacher shows what a lesson is about. Their names stand in links,
 * so none is ever changed.
 */
export interface Control {
  /** Name as it stands in links. */
  readonly name: string;
  readonly label: string;
  /** True when it can be shown and yet not be changed. */
  readonly locks: boolean;
}

/** Panels can be hidden only; settings are fields by their group, or what stands above them. */
export const PANEL_CONTROLS: readonly Control[] = [
  { name: 'stage', label: 'Stage', locks: false },
  { name: 'tree', label: 'Genealogy', locks: false },
  { name: 'charts', label: 'Charts', locks: false },
  { name: 'inspector', label: 'Agent', locks: false },
];

export const SETTING_CONTROLS: readonly Control[] = [
  { name: 'preset', label: 'Preset', locks: true },
  { name: 'seed', label: 'Seed', locks: true },
  { name: 'speed', label: 'Speed', locks: true },
  { name: 'task', label: 'Environment', locks: true },
  { name: 'environment', label: 'Environment options', locks: true },
  { name: 'population', label: 'Population', locks: true },
  { name: 'algorithm', label: 'Algorithm', locks: true },
  { name: 'network', label: 'Network', locks: true },
  { name: 'selection', label: 'Selection', locks: true },
  { name: 'mutation', label: 'Mutation', locks: true },
  { name: 'training', label: 'Training', locks: true },
  { name: 'evaluation', label: 'Evaluation', locks: true },
  { name: 'target', label: 'Target', locks: true },
];

/** Parts of the page that a link shows, hides and locks. */
export interface Controls {
  readonly hidden: readonly string[];
  /** Shown, and not to be changed. */
  readonly locked: readonly string[];
  /** Paths of fields, or what their paths begin with, that can be changed though their group is locked; absent: none. */
  readonly open?: readonly string[];
  /** Task for the class; absent: none. */
  readonly lesson?: Lesson;
}

export const ALL_OPEN: Controls = { hidden: [], locked: [] };

const KNOWN = new Set([...PANEL_CONTROLS, ...SETTING_CONTROLS].map(({ name }) => name));
const MOST = 40;

/** Tells whether a name is that of a control, or, like 'selection.tournamentSize', the path of a field. */
export const isControl = (name: string): boolean => KNOWN.has(name) || name.includes('.');

/** The names in a part of a link, as 'network,tree'; texts that cannot be one are left out. */
export const readControls = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(',')
      .filter((name) => /^[A-Za-z][A-Za-z0-9.]{0,60}$/.test(name))
      .slice(0, MOST),
  ),
];
