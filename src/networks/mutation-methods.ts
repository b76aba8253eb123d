import type { Activation, ModuleGenome, NetworkGenome } from '#core/genome.ts';
import type { Change } from '#core/lineage.ts';
import type { Draws } from '#core/random.ts';
import { buildOf } from './modules/index.ts';
import type { Drawn, MethodType, ModuleMethod, Role } from './modules/module-build.ts';

/** Features that one latent mutation adds or removes (AgileRL's EvolvableNetwork). */
const LATENT_AMOUNTS = [8, 16, 32] as const;

/** One way in which a mutation changes a network's architecture. Limits are inclusive and never left. */
interface NetworkMethod {
  /** Name, such as 'head.addNode' or 'latent.remove'; the same name in two networks means the same thing. */
  readonly name: string;
  readonly type: MethodType;
  /** Tells whether anything can be drawn that keeps the limits. */
  applies(network: NetworkGenome): boolean;
  /** Draws among what keeps the limits; only called where the method applies. */
  draw(network: NetworkGenome, draws: Draws): Drawn;
  /** Null where what was drawn, perhaps for another network, would leave the limits of this one. */
  apply(network: NetworkGenome, drawn: Drawn): Reshaped | null;
}

interface Reshaped {
  readonly network: NetworkGenome;
  /** Paths are relative to the network, as 'head.hidden[1]'. */
  readonly changes: readonly Change[];
}

/** Reason why a network does not have all methods of its modules. */
interface Restriction {
  /** Its encoder stays as it is. */
  readonly fixedEncoder?: boolean;
}

/** Every method that a network has, whether it applies at present or not. */
export function methodsOf(
  network: NetworkGenome,
  { fixedEncoder = false }: Restriction = {},
): readonly NetworkMethod[] {
  // Layer methods of an encoder add much variance and are left out, as in AgileRL.
  const ofEncoder = fixedEncoder
    ? []
    : buildOf(network.encoder).methods.filter(({ type }) => type === 'node');
  return [
    ...buildOf(network.head).methods.map((method) => inModule('head', method)),
    latentMethod('latent.add', 1),
    latentMethod('latent.remove', -1),
    ...ofEncoder.map((method) => inModule('encoder', method)),
  ];
}

/** The methods that can change a network without leaving its limits. */
export function applicableMethods(
  network: NetworkGenome,
  restriction: Restriction = {},
): readonly NetworkMethod[] {
  return methodsOf(network, restriction).filter((method) => method.applies(network));
}

/** Tells whether `drawMethod` finds one. */
export function canDrawMethod(
  network: NetworkGenome,
  newLayerProbability: number,
  restriction: Restriction = {},
): boolean {
  return sharesOf(applicableMethods(network, restriction), newLayerProbability).some(
    (share) => share > 0,
  );
}

/**
 * Draws among the methods that apply: one of layers with the given probability, else one of nodes, each as likely as
 * the others of its type. Where one type has none that applies the other is drawn, unless its probability is 0; null:
 * nothing can be drawn.
 */
export function drawMethod(
  network: NetworkGenome,
  newLayerProbability: number,
  draws: Draws,
  restriction: Restriction = {},
): NetworkMethod | null {
  const methods = applicableMethods(network, restriction);
  const weights = sharesOf(methods, newLayerProbability);
  if (!weights.some((weight) => weight > 0)) return null;
  return methods[draws.weighted(weights)] ?? null;
}

/** Chance of each of some methods to be drawn, relative to the others. */
function sharesOf(methods: readonly NetworkMethod[], newLayerProbability: number): number[] {
  const shares: Record<MethodType, number> = {
    layer: newLayerProbability,
    node: 1 - newLayerProbability,
  };
  return methods.map(
    ({ type }) => shares[type] / methods.filter((other) => other.type === type).length,
  );
}

/** The network with another activation in all its modules; null where that changes nothing. */
export function withActivation(network: NetworkGenome, activation: Activation): Reshaped | null {
  const encoder = buildOf(network.encoder).withActivation(network.encoder, activation, 'encoder');
  const head = buildOf(network.head).withActivation(network.head, activation, 'head');
  const changes = [
    ...activationChanges('encoder', network.encoder, encoder),
    ...activationChanges('head', network.head, head),
  ];
  return changes.length === 0 ? null : { network: { ...network, encoder, head }, changes };
}

/** The activation that a mutation may replace; null: the network has none. */
export function activationOf(network: NetworkGenome): Activation | null {
  return (
    buildOf(network.encoder).activation(network.encoder) ??
    buildOf(network.head).activation(network.head)
  );
}

function activationChanges(role: Role, before: ModuleGenome, after: ModuleGenome): Change[] {
  const pairs = [
    ['activation', buildOf(before).activation(before), buildOf(after).activation(after)],
    ['outputActivation', before.outputActivation, after.outputActivation],
  ] as const;
  return pairs
    .filter(([, from, to]) => from !== to)
    .map(([name, from, to]) => ({ path: `${role}.${name}`, from, to }));
}

/** A module's method as one of the network it stands in. */
function inModule(role: Role, method: ModuleMethod<ModuleGenome>): NetworkMethod {
  return {
    name: `${role}.${method.name}`,
    type: method.type,
    applies: (network) => method.applies(network[role]),
    draw: (network, draws) => method.draw(network[role], draws),
    apply(network, drawn) {
      const applied = method.apply(network[role], drawn);
      return (
        applied && {
          network: { ...network, [role]: applied.genome },
          changes: applied.changes.map((change) => ({ ...change, path: `${role}.${change.path}` })),
        }
      );
    },
  };
}

/** Widens or narrows the latent vector. */
function latentMethod(name: string, direction: 1 | -1): NetworkMethod {
  const fits = ({ latent, minLatent, maxLatent }: NetworkGenome, amount: number) => {
    const size = latent + direction * amount;
    return size >= minLatent && size <= maxLatent;
  };
  const fitting = (network: NetworkGenome) =>
    LATENT_AMOUNTS.filter((amount) => fits(network, amount));
  return {
    name,
    type: 'node',
    applies: (network) => fitting(network).length > 0,
    draw(network, draws) {
      const amounts = fitting(network);
      return { layer: 0, amount: amounts[draws.integer(amounts.length)] as number }; // not empty where it applies
    },
    apply(network, { amount }) {
      if (!fits(network, amount)) return null;
      const latent = network.latent + direction * amount;
      return {
        network: { ...network, latent },
        changes: [{ path: 'latent', from: network.latent, to: latent }],
      };
    },
  };
}
