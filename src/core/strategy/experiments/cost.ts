import { WEIGHTS } from '../figures.ts';
import { rowsOfSearch, type SearchConfig } from '../search.ts';
import { intervalsOf, type StrategyConfig } from '../strategy-config.ts';
import type { PlannedRun } from './experiment.ts';

/** Time that phases of a run took, ms; a phase that did not come is absent. */
export type PhaseMs = Readonly<Partial<Record<string, number>>>;

/** Rows and updates of a short run by which others are timed. */
const ROWS = 2;
const STEPS = 4;
const INTERVAL = 2;

/** A run short enough to time the others by: the same images and network, few rows and updates. */
export function probeConfig({ config }: Pick<PlannedRun, 'config'>): StrategyConfig {
  const { searches = [], ...others } = config;
  const { rows, teams, training } = others;
  const few = rows.slice(0, ROWS);
  const searched = searches
    .filter(({ name }) => rowsOfSearch(few, name).length > 0)
    .map((search) => ({ ...search, settings: shortened(search) }));
  const interval = Math.min(INTERVAL, training.interval);
  return {
    ...others,
    rows: few,
    ...(searched.length > 0 && { searches: searched }),
    teams: teams.filter(({ name }) =>
      few.some(({ steering }) => steering.kind === 'team' && steering.team === name),
    ),
    training: {
      ...training,
      steps: Math.min(STEPS, training.steps),
      interval,
      ramp: Math.min(training.ramp, interval),
    },
  };
}

/** Settings that fit into the shortest run. */
const shortened = ({ settings }: SearchConfig): SearchConfig['settings'] =>
  settings.every === undefined ? settings : { ...settings, every: 1 };

/** Most that the agents add to the time of a run, as a factor. */
const AGENTS = 1.05;

/** Estimates how long runs will take, s, by a probe of one: its rows, updates, validations, records and tests count alone. */
export function secondsOf(
  runs: readonly Pick<PlannedRun, 'config' | 'elsewhere'>[],
  probe: { readonly config: StrategyConfig; readonly phaseMs: PhaseMs },
): number {
  const { data = 0, train = 0, validate = 0, record = 0, test = 0 } = probe.phaseMs;
  const rows = probe.config.rows.length;
  const perUpdate = train / (rows * probe.config.training.steps);
  const perInterval = (validate + record) / (rows * intervalsOf(probe.config.training));
  const ms = runs.reduce((sum, { config, elsewhere = [] }) => {
    const { training } = config;
    const { train: some, validation, test: tested } = config.data.images;
    // Elsewhere test images alone are drawn, and looked at by one of the sets of weights.
    const tests = 1 + elsewhere.length / WEIGHTS.length;
    const drawn = 1 + (elsewhere.length * tested) / (some + validation + tested);
    const each =
      training.steps * perUpdate + intervalsOf(training) * perInterval + (tests * test) / rows;
    return sum + drawn * data + config.rows.length * each;
  }, 0);
  return (ms * AGENTS) / 1000;
}
