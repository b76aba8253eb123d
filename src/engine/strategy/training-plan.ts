import { isRecord } from '#core/plain-data.ts';
import type { Problem } from '#core/problem.ts';
import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import type { DomainSettings } from '#core/strategy/domain.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { planProblems } from '#core/strategy/plan-fields.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import { CONTROLLER_PRESETS } from '#strategy/controllers/presets.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { type LearnedTeam, learnedText, unlearnedTeam } from '#strategy/trained/learned-team.ts';

/** A plan that leaves nothing out but its name, its controller, and the fields of populations. */
export type WholePlan = Omit<TrainingPlan, 'name' | 'controller'>;

/** Returns a plan with usual values for every setting. */
export function usualPlan(catalog: StrategyCatalog): WholePlan {
  const offered = catalog.seats.map(({ id, choices }) => [
    id,
    choices.filter(({ isOffered }) => isOffered).map((choice) => choice.id),
  ]);
  return {
    options: Object.fromEntries(offered) as TrainingPlan['options'],
    state: WHOLE_STATE,
    reward: REWARD_PRESETS.terminal.settings,
    domains: ['scenes-voc'],
    images: { size: 24, train: 512, validation: 160 },
    network: { width: 'tiny' },
    training: { steps: 160, batch: 32, interval: 16, clip: 5, ramp: 10, mixing: 'area' },
    rows: 8,
    episodes: 12,
    seed: 10_001,
    seeds: 8,
  };
}

/** Images that are looked at once, when a run is over: nothing is learned from them. */
const TESTED = 8;

/** The controller that a plan has trained. Throws a RangeError where there is none, or it has no such settings. */
function settingsOf({ controller, settings = {} }: TrainingPlan): ControllerSettings {
  const preset = CONTROLLER_PRESETS.find(({ id }) => id === controller);
  if (!preset) {
    const known = CONTROLLER_PRESETS.map(({ id }) => id).join(', ');
    throw new RangeError(`controller is '${controller}'; it must be one of ${known}`);
  }
  const usual: Readonly<Record<string, unknown>> = { ...preset.settings };
  for (const [key, value] of Object.entries(settings)) {
    const isOne = key !== 'kind' && Object.hasOwn(usual, key);
    if (!isOne) throw new RangeError(`the controller '${controller}' has no setting '${key}'`);
    const expected = usual[key];
    const isAlike =
      expected === null || value === null
        ? typeof (value ?? 0) === 'number' // steps of a return
        : typeof value === typeof expected && Array.isArray(value) === Array.isArray(expected);
    if (!isAlike)
      throw new RangeError(
        `setting '${key}' is ${JSON.stringify(value)}; it must be like ${JSON.stringify(expected)}`,
      );
  }
  return { ...preset.settings, ...settings } as ControllerSettings; // as far as it was compared
}

/** The team before its first run. */
export const beginningOf = (plan: TrainingPlan): LearnedTeam => {
  const { controller, options, state, reward, episodes } = plan;
  return unlearnedTeam(
    { controller, options, state, reward, settings: settingsOf(plan) },
    episodes,
  );
};

/** The run of an episode, all of whose rows the team steers. */
export function episodeConfig(
  plan: TrainingPlan,
  episode: number,
  digest: string,
  catalog: StrategyCatalog,
): StrategyConfig {
  const id = plan.domains[episode % plan.domains.length];
  const domain = catalog.domains.find((each) => each.id === id);
  if (!domain)
    throw new RangeError(
      `domain is '${id}'; it must be one of ${catalog.domains.map((each) => each.id).join(', ')}`,
    );
  const { name, controller, options, state, reward, network, training } = plan;
  const { size, train, validation } = plan.images;
  const images = { train, validation, test: TESTED };
  const data: DomainSettings = { ...domain.settings, size, images };
  return {
    seed: plan.seed + (episode % plan.seeds),
    ...{ data, network, training },
    teams: [{ name, controller, options, state, reward, trained: { name, digest, learns: true } }],
    rows: Array.from({ length: plan.rows }, (_, row) => ({
      name: `Row ${row + 1}`,
      steering: { kind: 'team', team: name },
    })),
  };
}

/**
 * Reads a plan out of data that may be anything; fields left out are as in `usual`, except settings of another
 * controller. Throws a RangeError that says what is wrong.
 */
export function readPlan(
  data: unknown,
  usual: WholePlan & Partial<TrainingPlan>,
  catalog: StrategyCatalog,
): TrainingPlan {
  if (!isRecord(data)) throw new RangeError('a plan must be an object with name and controller');
  const more = ['name', 'controller', 'settings', 'evaluations', 'selection', 'mutation'];
  const known = [...new Set([...more, ...Object.keys(usual)])];
  const unknown = Object.keys(data).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new RangeError(`a plan has no '${unknown}'; it has ${known.join(', ')}`);
  const { settings, ...others } = usual;
  const isOwn = (data['controller'] ?? usual.controller) === usual.controller;
  // held to what it must be below
  const plan = { ...others, ...(isOwn && settings && { settings }), ...data } as TrainingPlan;
  const problems = planProblems(plan);
  if (problems.length > 0) throw new RangeError(wordsOf(problems));
  const learned = learnedText(beginningOf(plan), { experience: true });
  for (const episode of plan.domains.keys()) {
    const config = episodeConfig(plan, episode, digestOf(learned), catalog);
    const [team] = config.teams;
    const trained = { name: plan.name, digest: digestOf(learned), learns: true, learned };
    const parsed = parseStrategyConfig({ ...config, teams: [{ ...team, trained }] }, catalog);
    if (!parsed.ok) throw new RangeError(wordsOf(parsed.problems));
  }
  return plan;
}

const wordsOf = (problems: readonly Problem[]): string =>
  problems.map(({ message }) => message).join('\n');
