import { ACTIVATION_CHOICES } from './activation-words.ts';
import type { HyperparameterDeclaration, SettingDeclaration } from './algorithm.ts';
import type { Catalog, PlayerEntry } from './catalog.ts';
import { CONTEST_EPISODES } from './champion.ts';
import type { Choice } from './choice.ts';
import type { Field, FieldGroup, FieldValues, HyperparameterPart } from './field.ts';
import { choice, field, integer, live, real } from './field-makers.ts';
import type { Family } from './lineage.ts';
import { lowerFirst } from './lower-first.ts';
import { MODULE_KINDS } from './modules/index.ts';
import type { Evolution, RunConfig } from './run-config.ts';
import { groupsOf, spokenName } from './team.ts';

const EVOLUTIONS: readonly (Choice & { readonly value: Evolution })[] = [
  { value: 'on', label: 'selection and mutation' },
  { value: 'selection', label: 'selection only' },
  { value: 'off', label: 'none (control)' },
];

/**
 * Every field of a run configuration that does not depend on what the catalog offers. The hard limits are also what
 * protects a page from a hostile link.
 */
// biome-ignore format: a field a line
export const FIELDS: readonly Field[] = [
  field('seed', 'Seed', 'Runs with the same seed and settings are the same, bit for bit.', 'task', integer(0, 4294967295)),
  field('populationSize', 'Population size', 'How many agents are alive together.', 'population', integer(1, 128)),
  live('generations', 'Generations', 'The run ends after at most so many rounds of training, evaluation, selection and mutation.', 'population', integer(1, 1000)),

  { ...field('evolution', 'Evolution', 'What makes the next generation; with none, every agent trains on by itself, as a control.', 'population', { kind: 'choice', choices: EVOLUTIONS }), defaultValue: 'on' },

  ...MODULE_KINDS.flatMap(({ fields }) => fields.encoder),
  field('network.latent', 'Latent size', 'How many numbers the encoder sums up an observation in.', 'network', integer(1, 512)),
  ...MODULE_KINDS.flatMap(({ fields }) => fields.head),
  field('network.activation', 'Activation', 'The function that bends the output of every hidden layer at the start.', 'network', { kind: 'choice', choices: ACTIVATION_CHOICES }),
  field('network.layerNorm', 'Layer normalisation', 'Scales the values inside each hidden layer to mean 0 and deviation 1.', 'network', { kind: 'boolean' }),
  ...MODULE_KINDS.flatMap(({ fields }) => fields.limits),
  field('network.minLatent', 'Smallest latent size', 'Mutations leave the latent vector at least so long.', 'network', integer(1, 512)),
  field('network.maxLatent', 'Largest latent size', 'Mutations leave the latent vector at most so long.', 'network', integer(1, 512)),

  field('training.stepsPerGeneration', 'Steps per generation', 'Environment steps that each agent makes in one generation.', 'training', integer(1, 100_000, 'log'), 'steps'),
  field('training.environmentsPerAgent', 'Environments per agent', 'How many copies of the task each agent plays side by side.', 'training', integer(1, 64)),
  offPolicy(field('training.replayCapacity', 'Replay buffer', 'How many transitions the population remembers together; the oldest are forgotten.', 'training', integer(1, 1_000_000, 'log'), 'transitions')),
  offPolicy(field('training.learningDelay', 'Learning delay', 'Nobody learns before the replay buffer holds more than so many transitions.', 'training', integer(0, 1_000_000), 'transitions')),

  field('evaluation.episodes', 'Evaluation episodes', 'Fitness is the mean return over so many episodes played without exploring.', 'evaluation', integer(1, 100)),
  { ...live('champion.episodes', 'Champion episodes', 'An agent that seems better than the champion plays so many fresh episodes beside it; the higher mean is the champion.', 'evaluation', integer(1, 1000)), defaultValue: CONTEST_EPISODES },

  live('selection.tournamentSize', 'Tournament size', 'Each parent is the best of so many agents drawn at random; more makes selection harder.', 'selection', integer(1, 128)),
  live('selection.elitism', 'Elitism', 'The best of the generation passes into the next, under its own number.', 'selection', { kind: 'boolean' }),
  live('selection.evaluationWindow', 'Evaluation window', 'Agents are compared by the mean of the last so many evaluations of their lineage.', 'selection', integer(1, 100)),

  share('none', 'No mutation', 'Relative probability that a child stays as its parent.'),
  share('architecture', 'Architecture', 'Relative probability that a child’s network gains or loses a layer or nodes.'),
  share('parameters', 'Weights', 'Relative probability that some of a child’s weights change at random.'),
  share('activation', 'Activation', 'Relative probability that a child’s network gets another activation.'),
  share('hyperparameter', 'Hyperparameter', 'Relative probability that one of a child’s hyperparameters grows or shrinks.'),
  live('mutation.newLayerProbability', 'Layer share', 'Probability that an architecture mutation adds or removes a layer rather than nodes.', 'mutation', real(0, 1)),
  live('mutation.weightDeviation', 'Weight deviation', 'How far a mutated weight moves, as a share of its size.', 'mutation', real(0, 10)),
  live('mutation.activations', 'Activations', 'The activations that a mutation chooses among.', 'mutation', { kind: 'choices', choices: ACTIVATION_CHOICES }),
  live('mutation.growth', 'Growth', 'Whether new units start at random or so that the network still computes the same.', 'mutation', choice(['random', 'preserving'])),
  live('mutation.mutateElite', 'Mutate the elite', 'Whether the best of the generation, which passes on, is mutated like the others.', 'mutation', { kind: 'boolean' }),
  field('mutation.preTraining', 'Mutate founders', 'Whether the first agents are mutated before they train.', 'mutation', { kind: 'boolean' }),

  live('target.enabled', 'Stop at target', 'End the run as soon as the target fitness is reached.', 'target', { kind: 'boolean' }),
  live('target.fitness', 'Target fitness', 'The run ends once the champion’s mean return over fresh episodes reaches this.', 'target', real(-1_000_000, 1_000_000), 'return'),
];

function share(family: Family, label: string, explanation: string): Field {
  return {
    ...live(`mutation.${family}`, label, explanation, 'mutation', real(0, 100)),
    share: family,
  };
}

/** Ids of the two parts that bring fields of their own. */
type Chosen = Pick<RunConfig, 'algorithm' | 'environment'>;

/**
 * All fields of a configuration for an algorithm and environment. The own fields of one that the catalog lacks are left
 * out.
 */
export function fieldsFor(catalog: Catalog, chosen: Chosen): readonly Field[] {
  const algorithm = catalog.algorithms.find(({ id }) => id === chosen.algorithm);
  const environment = catalog.environments.find(({ id }) => id === chosen.environment);
  return [
    field(
      'environment',
      'Task',
      'The world that agents act in and what they are rewarded for.',
      'task',
      offered(catalog.environments),
    ),
    field(
      'algorithm',
      'Algorithm',
      'The learning rule by which each agent improves between mutations.',
      'algorithm',
      offered(catalog.algorithms),
    ),
    ...FIELDS.filter(({ image }) => !image || environment?.image),
    ...(algorithm?.hyperparameters.flatMap(hyperparameterFields) ?? []),
    ...(algorithm?.settings.map((setting) => settingField('settings', 'algorithm', setting)) ?? []),
    ...(environment?.players ? [fitnessField(environment.players)] : []),
    ...(environment?.options?.map((option) =>
      settingField('environmentOptions', 'environment', { ...option, optional: true }),
    ) ?? []),
  ];
}

/** Fields that mean something for an algorithm and a task, as a form shows them. */
export function shownFields(catalog: Catalog, chosen: Chosen): readonly Field[] {
  const algorithm = catalog.algorithms.find(({ id }) => id === chosen.algorithm);
  const task = catalog.environments.find(({ id }) => id === chosen.environment);
  const spaces = task?.players?.map(({ actionSpace }) => actionSpace.kind) ?? [task?.actionSpace];
  const kinds = spaces.map((space) => (space === 'box' ? 'numbers' : 'choices'));
  return fieldsFor(catalog, chosen).filter(
    (field) =>
      (field.training === undefined || field.training === algorithm?.training) &&
      (field.actions === undefined || !task || kinds.includes(field.actions)) &&
      (field.path !== 'mutation.activations' || algorithm?.activationMutation !== false),
  );
}

function hyperparameterFields(declaration: HyperparameterDeclaration): Field[] {
  const { name, label, explanation, kind, lowest, highest, scale } = declaration;
  const values: FieldValues = { kind, lowest, highest, scale };
  const what = lowerFirst(label);
  const part = (of: HyperparameterPart, words: string, meaning: string, limits: FieldValues) => ({
    ...live(`hyperparameters.${name}.${of}`, words, meaning, 'algorithm', limits),
    hyperparameter: { name, part: of },
  });
  // biome-ignore format: a field a line
  return [
    explores(part('value', label, explanation, values), declaration),
    part('evolves', `${label} evolves`, `Whether mutations may change the ${what}.`, { kind: 'boolean' }),
    part('min', `Lowest ${what}`, `Mutations never take the ${what} below this.`, values),
    part('max', `Highest ${what}`, `Mutations never take the ${what} above this.`, values),
    part('grow', `Growth of ${what}`, `A mutation that raises the ${what} multiplies it by this.`, real(1.01, 10)),
    part('shrink', `Shrinkage of ${what}`, `A mutation that lowers the ${what} multiplies it by this.`, real(0.01, 0.99)),
  ];
}

const AGAINST_EACH_OTHER =
  ' Where players are against each other, a side is evaluated against the other sides of all agents of the generation, in turn, so its figures, and a target, depend on who these are. The return of all is measured within the team, and may rise as one side worsens.';

/** Field for the players whose return is a team's fitness. */
function fitnessField(players: readonly PlayerEntry[]): Field {
  const groups = groupsOf(players, true);
  const choices: Choice[] = [
    { value: 'sum', label: 'all players’ together' },
    { value: 'each', label: 'the players’ mean' },
    ...(groups.length > 1 ? groups : []).map(({ name }) => ({
      value: name,
      label: `that of ${spokenName(name)} alone`,
    })),
  ];
  return {
    ...field(
      'evaluation.fitness',
      'Fitness is the return',
      `Whose return agents are selected by. Each player’s own is kept beside it and can be drawn.${groups.length > 1 ? AGAINST_EACH_OTHER : ''}`,
      'evaluation',
      { kind: 'choice', choices },
    ),
    defaultValue: 'sum',
  };
}

function settingField(owner: string, group: FieldGroup, setting: SettingDeclaration): Field {
  const { name, label, explanation, initial, optional, atMost, actions } = setting;
  const values = settingValues(setting);
  const made = {
    ...explores(field(`${owner}.${name}`, label, explanation, group, values), setting),
    ...(atMost !== undefined && { atMost: `${owner}.${atMost}` }),
    ...(actions && { actions }),
  };
  return optional ? { ...made, defaultValue: initial } : made;
}

const explores = (field: Field, { exploration }: Pick<Field, 'exploration'>): Field =>
  exploration ? { ...field, exploration } : field;

function settingValues(setting: SettingDeclaration): FieldValues {
  switch (setting.kind) {
    case 'boolean':
      return { kind: 'boolean' };
    case 'choice':
      return { kind: 'choice', choices: setting.choices };
    case 'integer':
    case 'real':
      return {
        kind: setting.kind,
        lowest: setting.lowest,
        highest: setting.highest,
        scale: 'linear',
      };
    default:
      return setting satisfies never;
  }
}

function offPolicy(field: Field): Field {
  return { ...field, training: 'off-policy' };
}

function offered(entries: readonly { readonly id: string; readonly title: string }[]): FieldValues {
  return { kind: 'choice', choices: entries.map(({ id, title }) => ({ value: id, label: title })) };
}
