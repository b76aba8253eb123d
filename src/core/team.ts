import type { AlgorithmDeclaration, MetricDeclaration, NetworkDeclaration } from './algorithm.ts';
import type { Environment, Player, PlayerSpaces } from './environment.ts';
import type { FitnessOf, Options } from './run-config.ts';
import { choiceSize, type Space, storedSize } from './spaces.ts';

/** A player's or group's name as people read it. */
export const spokenName = (name: string): string => name.replaceAll('_', ' ');

/** Players that have one network between them. */
export interface Group {
  /** A player's name, or what the names of several begin with. */
  readonly name: string;
  /** Positions among the task's players, ascending. */
  readonly members: readonly number[];
}

/** The parts of a player that decide which networks it has. */
type Named = Pick<Player, 'name'> & { readonly actionSpace: Pick<Space, 'kind'> };

/**
 * Groups players that share networks: with `shared`, those whose names differ only in the number at their end, as
 * 'agent_0' and 'agent_1' (AgileRL's groups); else each is a group of its own.
 */
export function groupsOf(
  players: readonly Pick<Player, 'name'>[],
  shared: boolean,
): readonly Group[] {
  const groups = new Map<string, number[]>();
  players.forEach(({ name }, i) => {
    const group = shared ? name.replace(/_\d+$/, '') : name;
    groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  return [...groups].map(([name, members]) => ({ name, members }));
}

/** Throws a RangeError where players who share networks observe or act in different spaces. */
export function checkGroups(players: readonly PlayerSpaces[], groups: readonly Group[]): void {
  for (const { name, members } of groups) {
    const own = members.map((member) => players[member] as PlayerSpaces); // positions
    if (own.some((player) => !areAlike(player, own[0] as PlayerSpaces)))
      throw new RangeError(
        `${name}: its players observe or act differently, so they cannot share it`,
      );
  }
}

const areAlike = (a: PlayerSpaces, b: PlayerSpaces): boolean =>
  sameSpace(a.observationSpace, b.observationSpace) && sameSpace(a.actionSpace, b.actionSpace);

const sameSpace = (a: Space, b: Space): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Tells whether an algorithm can act for several players at once. */
export const isForTeams = ({ networks }: Pick<AlgorithmDeclaration, 'networks'>): boolean =>
  networks.some(({ perPlayer }) => perPlayer !== undefined);

/**
 * The declaration in a task with these players: in place of a network `perPlayer` stands one for each, called as
 * 'actor/speaker', and optimizers move all of them. A declaration without such networks stays as it is. Throws a
 * RangeError where a task has several players, and the algorithm is for one.
 */
export function expanded(
  declaration: AlgorithmDeclaration,
  players: readonly Named[],
  settings: Options,
): AlgorithmDeclaration {
  const { networks, optimizers } = declaration;
  if (!isForTeams(declaration)) {
    if (players.length === 1) return declaration;
    throw new RangeError(
      `${declaration.title} acts for one player, not for ${players.length}: ${players.map(({ name }) => name).join(', ')}`,
    );
  }
  const { metrics = [] } = declaration;
  const copies = new Map(
    networks.map((network) => [network.name, copiesOf(network, players, settings)]),
  );
  return {
    ...declaration,
    metrics: [...metrics, ...players.map(returnMetric)],
    networks: [...copies.values()].flat(),
    optimizers: optimizers.map((optimizer) => ({
      ...optimizer,
      networks: optimizer.networks.flatMap((name) =>
        (copies.get(name) ?? []).map((copy) => copy.name),
      ),
    })),
  };
}

/** Declares a player's return as a metric beside those of updates. */
export const returnMetric = ({ name }: Pick<Player, 'name'>): MetricDeclaration => ({
  name: `return_${name}`,
  label: `Return of ${spokenName(name)}`,
  explanation: 'What this player alone is paid in an episode played without exploring.',
});

/** The networks that choose actions; a declaration has one, an expanded one as many as its players need. */
export const policiesOf = ({
  networks,
}: Pick<AlgorithmDeclaration, 'networks'>): readonly NetworkDeclaration[] =>
  networks.filter(({ role }) => role === 'policy');

/** The name of a group's network. */
export const networkFor = (network: string, { name }: Group): string => `${network}/${name}`;

function copiesOf(
  network: NetworkDeclaration,
  players: readonly Named[],
  settings: Options,
): readonly NetworkDeclaration[] {
  const { perPlayer, name, label, targetOf, choiceActivation, outputActivation } = network;
  if (!perPlayer) return [network];
  return groupsOf(players, settings[perPlayer.sharedIf] === true).map((group) => {
    const own = players[group.members[0] as number] as Named; // a group has members
    const hasChoices = own.actionSpace.kind !== 'box';
    return {
      ...network,
      name: networkFor(name, group),
      label: `${label} of ${spokenName(group.name)}`,
      ...(targetOf !== undefined && { targetOf: networkFor(targetOf, group) }),
      outputActivation: (hasChoices ? choiceActivation : undefined) ?? outputActivation,
      players: group.members,
    };
  });
}

/**
 * Returns the weight of each player's return in an agent's fitness. Throws a RangeError where the weights name a group
 * that does not play.
 */
export function returnShares(
  players: readonly Pick<Player, 'name'>[],
  fitness: FitnessOf = 'sum',
): readonly number[] {
  if (fitness === 'sum') return players.map(() => 1);
  if (fitness === 'each') return players.map(() => 1 / players.length);
  const groups = groupsOf(players, true);
  const members = groups.find(({ name }) => name === fitness)?.members;
  if (members) return players.map((_, player) => (members.includes(player) ? 1 : 0));
  throw new RangeError(
    `nobody called '${fitness}' plays, whose return could be fitness; there are ${groups.map(({ name }) => name).join(', ')}`,
  );
}

/** Tells whether fitness is the return of all players, which is measured within one team. */
export const isOfAll = (fitness: FitnessOf = 'sum'): boolean =>
  fitness === 'sum' || fitness === 'each';

/**
 * Lists the players whose return is no part of fitness and who play against those whose return is: in evaluation those of
 * all agents act in their place, so that no agent is the fitter for weak rivals of its own. None where fitness is of
 * all.
 */
export function rivalsOf(
  { players, isOpposed }: Pick<Environment, 'players' | 'isOpposed'>,
  fitness: FitnessOf = 'sum',
): readonly number[] {
  if (!isOpposed || isOfAll(fitness)) return [];
  return returnShares(players, fitness).flatMap((share, player) => (share === 0 ? [player] : []));
}

/** Share of one player in everybody's numbers: where they stand. */
export interface Share {
  readonly from: number;
  readonly width: number;
}

/** Shares of players in values with so many numbers per player, one after the other. */
export function sharesOf(widths: readonly number[]): readonly Share[] {
  let from = 0;
  return widths.map((width) => {
    const share = { from, width };
    from += width;
    return share;
  });
}

/** Numbers that the players' observations take as networks read them, one after the other. */
export const observationWidths = (players: readonly PlayerSpaces[]): readonly number[] =>
  players.map(({ observationSpace }) => choiceSize(observationSpace));

/** Numbers that their actions take when stored. */
export const actionWidths = (players: readonly PlayerSpaces[]): readonly number[] =>
  players.map(({ actionSpace }) => storedSize(actionSpace));

/** Numbers that their actions take with one per choice. */
export const choiceWidths = (players: readonly PlayerSpaces[]): readonly number[] =>
  players.map(({ actionSpace }) => choiceSize(actionSpace));

export const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0);
