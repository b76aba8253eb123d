import type { AlgorithmDeclaration } from './algorithm.ts';
import type { Catalog, EnvironmentEntry } from './catalog.ts';
import type { Space } from './spaces.ts';
import { isForTeams } from './team.ts';

/** Tells whether an algorithm can act in an environment; false where the catalog lacks one of them. */
export function fits(catalog: Catalog, algorithmId: string, environmentId: string): boolean {
  const algorithm = catalog.algorithms.find(({ id }) => id === algorithmId);
  const environment = catalog.environments.find(({ id }) => id === environmentId);
  return !!algorithm && !!environment && canAct(algorithm, environment);
}

/** Tells whether an algorithm gives the kinds of action of a task, of as many players, and heeds its masks. */
export function canAct(algorithm: AlgorithmDeclaration, environment: EnvironmentEntry): boolean {
  const { players = [environment] } = environment;
  return (
    isForTeams(algorithm) === players.length > 1 &&
    (algorithm.masks === true || environment.masked !== true) &&
    kindsIn(environment).every((kind) => algorithm.actionSpaces.includes(kind))
  );
}

/** Tells whether masks alone keep an algorithm from acting in a task. */
export const ignoresMasks = (
  algorithm: AlgorithmDeclaration,
  environment: EnvironmentEntry,
): boolean =>
  environment.masked === true &&
  canAct({ ...algorithm, masks: true }, environment) &&
  !algorithm.masks;

/** Kinds of action that a task wants, of all its players. */
const kindsIn = ({ players, actionSpace }: EnvironmentEntry): readonly Space['kind'][] =>
  players?.map((player) => player.actionSpace.kind) ?? [actionSpace];

/** Says why those of some algorithms that do not fit an environment do not, and which do; null where all fit. */
export function unfitAlgorithmsInWords(
  catalog: Catalog,
  algorithmIds: readonly string[],
  environmentId: string,
): string | null {
  const environment = catalog.environments.find(({ id }) => id === environmentId);
  const unfit = catalog.algorithms.filter(
    ({ id }) => algorithmIds.includes(id) && !fits(catalog, id, environmentId),
  );
  if (unfit.length === 0 || !environment) return null;
  const forMany = environment.players !== undefined;
  const [first, ...others] = unfit.filter(
    (each) => isForTeams(each) === forMany && !ignoresMasks(each, environment),
  );
  const unmasked = unfit.filter((each) => ignoresMasks(each, environment));
  const elsewhere = unfit.filter((each) => isForTeams(each) !== forMany);
  const right = catalog.algorithms.filter(({ id }) => fits(catalog, id, environmentId));
  return [
    first &&
      `${titles([first, ...others])} ${actingWords(first.actionSpaces, others.length > 0)}; ${environment.title} wants ${WANTED[environment.actionSpace]}.`,
    unmasked.length > 0 &&
      `${titles(unmasked)} ${unmasked.length > 1 ? 'do' : 'does'} not heed which actions cannot be taken at times, as in ${environment.title}.`,
    elsewhere.length > 0 &&
      `${titles(elsewhere)} ${elsewhere.length > 1 ? 'act' : 'acts'} for ${forMany ? `one player; ${environment.title} has several players` : `a team; in ${environment.title} an agent acts alone`}.`,
    right.length > 0 && `${titles(right)} ${right.length === 1 ? 'fits' : 'fit'}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

const titles = (entries: readonly { readonly title: string }[]) =>
  list(entries.map(({ title }) => title));

/** Actions an environment wants at each step, in words. */
const WANTED: Readonly<Record<Space['kind'], string>> = {
  discrete: 'one of several actions',
  multiDiscrete: 'several choices at once',
  box: 'numbers',
};

/** Says how an algorithm acts, in words that follow its name. */
function actingWords(kinds: readonly Space['kind'][], many: boolean): string {
  const [choose, give] = many ? ['choose', 'give'] : ['chooses', 'gives'];
  return kinds.includes('box') ? `${give} numbers` : `${choose} among actions`;
}

/** Joins names as in 'TD3, DDPG and PPO'. */
export const list = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('');
