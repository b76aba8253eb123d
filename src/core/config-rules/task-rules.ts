import { canAct, ignoresMasks } from '../fitting.ts';
import type { Space } from '../spaces.ts';
import { isForTeams } from '../team.ts';
import { type ConfigContext, check } from './rule.ts';

const ACTIONS: Readonly<Record<Space['kind'], string>> = {
  discrete: 'one of a few actions',
  multiDiscrete: 'one of a few actions for each of several joints',
  box: 'numbers as actions',
};

export function fitsTask({ config, environment, algorithm }: ConfigContext) {
  const forMany = environment.players !== undefined;
  if (isForTeams(algorithm) !== forMany)
    return check(
      false,
      'algorithm',
      config.algorithm,
      `acts for ${forMany ? 'one player' : 'a team'}, and ${environment.title} has ${forMany ? 'several players' : 'one'}; choose another algorithm or task`,
    );
  if (ignoresMasks(algorithm, environment))
    return check(
      false,
      'algorithm',
      config.algorithm,
      `does not heed which actions cannot be taken at times, as in ${environment.title}; choose another algorithm or task`,
    );
  return check(
    canAct(algorithm, environment),
    'algorithm',
    config.algorithm,
    `gives ${algorithm.actionSpaces.map((space) => ACTIONS[space]).join(' or ')}, and ${environment.title} takes ${ACTIONS[environment.actionSpace]}; choose another algorithm or task`,
  );
}

export function rivalSharesFit(context: ConfigContext) {
  const [self, ...others] = ['selfShare', 'randomShare', 'oneStepShare'].map((name) =>
    Number(optionOf(context, name) ?? 0),
  );
  const fixed = others.reduce((sum, share) => sum + share, 0);
  return check(
    (self as number) + fixed <= 1 + 1e-9, // as 0.7 + 0.2 + 0.1 comes to
    'environmentOptions.selfShare',
    self,
    `and shares of players of fixed strength of ${fixed} are more than all games; together they must be at most 1`,
  );
}

export function tournamentHasPlayers(context: ConfigContext) {
  const { populationSize } = context.config;
  return check(
    optionOf(context, 'fitness') !== 'tournament' || populationSize > 1,
    'populationSize',
    populationSize,
    'is too small for a tournament of the generation; it must be at least 2, or fitness against a fixed ladder',
  );
}

/** The value of one of the environment's options. */
function optionOf({ config, environment }: ConfigContext, name: string) {
  const declared = environment.options?.find((option) => option.name === name);
  return declared && (config.environmentOptions?.[name] ?? declared.initial);
}
