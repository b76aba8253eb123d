import type { Choice } from './choice.ts';
import type { Activation } from './genome.ts';
import type { Space } from './spaces.ts';

/**
 * Declaration of a learning rule: its networks, optimizers and hyperparameters. AgileRL finds these by reflection over
 * attributes; here they are declared, and `check-declaration.ts` holds them against each other.
 */
export interface AlgorithmDeclaration {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Paper. */
  readonly source: string;
  /** Kinds of action space that it can act in. */
  readonly actionSpaces: readonly Space['kind'][];
  readonly training: Training;
  readonly networks: readonly NetworkDeclaration[];
  readonly optimizers: readonly OptimizerDeclaration[];
  readonly hyperparameters: readonly HyperparameterDeclaration[];
  readonly settings: readonly SettingDeclaration[];
  /** Metrics of its updates, in the order of charts; absent: none. */
  readonly metrics?: readonly MetricDeclaration[];
  /** Rules between hyperparameters, held in configurations and after every mutation. */
  readonly rules?: readonly HyperparameterRule[];
  /** Set where it learns and acts where some choices are masked; absent: it does not. */
  readonly masks?: true;
  /** True when the activation mutation is offered. */
  readonly activationMutation: boolean;
  /** Name of one of its population; absent: an agent. */
  readonly individual?: string;
}

/** Source of experience: a replay buffer shared by the population, or each agent's own rollouts. */
export type Training = 'off-policy' | 'on-policy';

/**
 * Number of outputs of a network: one per choice of the action space, one per stored action number, the parameters of a
 * distribution over actions, or one. A distribution has a logit per choice; over real numbers the network computes
 * their means, and behind them stand log standard deviations that are learned but do not depend on the observation.
 */
export type OutputSize = 'choices' | 'action' | 'distribution' | 'one';

export interface NetworkDeclaration {
  readonly name: string;
  readonly label: string;
  /** The policy is what architecture mutations are drawn on; a target follows its online network. */
  readonly role: 'policy' | 'evaluation' | 'target';
  /** Name of its online network, of a target. */
  readonly targetOf?: string;
  /**
   * Set where there is one of it for each player of the task, and where the named boolean setting holds one for each
   * group of players; `expanded` of `core/team.ts` makes them. Absent: there is one, for the only player there may be.
   */
  readonly perPlayer?: { readonly sharedIf: string };
  /** Players of one of those, by position among the task's players; set by `expanded`. */
  readonly players?: readonly number[];
  /**
   * `'all'`: the network reads the observations of all players, one after the other; absent: those of its own player.
   */
  readonly sees?: 'all';
  /**
   * Names a boolean setting and another network: where the setting holds, this network is a head alone, on the latent
   * vector of that one. Its genome keeps an encoder, which mutates along with the other's but has no weights.
   */
  readonly encoderOf?: { readonly network: string; readonly setting: string };
  /**
   * Input that joins the latent vector before the head: its player's action as it is stored, or the actions of all
   * players, a number per choice or entry of a box; absent: none.
   */
  readonly headInput?: 'action' | 'actions';
  readonly outputs: OutputSize;
  readonly outputActivation: Activation;
  /** Activation in its place where the player has choices, not numbers, as actions. */
  readonly choiceActivation?: Activation;
  /** Its encoder is one layer over what it reads, whatever a run's networks begin with, as AgileRL's of several inputs. */
  readonly flatEncoder?: true;
  /** Architecture mutations leave its encoder alone, where encoders of others are of another form and cannot follow. */
  readonly fixedEncoder?: true;
  /** Setting that says where the log standard deviations of a distribution start; 0 without. */
  readonly initialLogDeviation?: string;
  /** False where LayerNorm in the encoder is known to harm, as in critics of continuous actions. */
  readonly encoderLayerNorm: boolean;
}

export interface OptimizerDeclaration {
  readonly name: string;
  /** Evaluation networks whose weights it moves. */
  readonly networks: readonly string[];
  /** The hyperparameter that is its learning rate. */
  readonly learningRate: string;
}

export interface HyperparameterDeclaration {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  /** AgileRL's name for it. */
  readonly agileRL: string;
  readonly kind: 'real' | 'integer';
  readonly initial: number;
  /** Hard limits: no configuration may leave them. */
  readonly lowest: number;
  readonly highest: number;
  /** Default range in which it may move; inclusive. */
  readonly range: HyperparameterRange;
  readonly scale: 'log' | 'linear';
  /** The one that says how much agents explore to the end, if it is a hyperparameter. */
  readonly exploration?: true;
  /** Words in which a change of it is told; without, its label is used. */
  readonly words?: ChangeWords;
  /** The difference to its highest value, 1, counts, as of a discount: sliders are finer there. */
  readonly nearOne?: true;
}

/** Names of the ways a hyperparameter changes, for a few words about a mutation. */
export interface ChangeWords {
  /** Words for the middle of a sentence, such as 'learning rate' or 'updates'. */
  readonly subject: string;
  /** The same where there is little room, as 'rate'. */
  readonly short: string;
  /** Set where a larger value makes the subject rarer: twice the steps per update are 'updates half as often'. */
  readonly rarer?: true;
}

/** Limits of mutations of a hyperparameter: how far and how fast it may move. */
export interface HyperparameterRange {
  readonly evolves: boolean;
  readonly min: number;
  readonly max: number;
  /** Factors by which one mutation multiplies. */
  readonly grow: number;
  readonly shrink: number;
}

/** One hyperparameter never exceeds another. */
export interface HyperparameterRule {
  readonly lesser: string;
  readonly greater: string;
  /** Reason, in words that follow 'it must not:'. */
  readonly because: string;
}

/** Tells whether hyperparameters keep all rules of an algorithm. */
export function keepsRules(
  { rules = [] }: Pick<AlgorithmDeclaration, 'rules'>,
  values: Readonly<Record<string, number>>,
): boolean {
  return rules.every(
    ({ lesser, greater }) => (values[lesser] as number) <= (values[greater] as number), // declared
  );
}

/**
 * Hyperparameters that keep all rules of an algorithm: the lesser of a rule is lowered to the greater where it exceeds
 * it.
 */
export function keepingRules(
  { rules = [] }: Pick<AlgorithmDeclaration, 'rules'>,
  values: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const kept: Record<string, number> = { ...values };
  for (const { lesser, greater } of rules)
    kept[lesser] = Math.min(kept[lesser] as number, kept[greater] as number); // declared
  return kept;
}

/** A number that an update leaves, of which each agent's mean over the updates of a generation is kept. */
export interface MetricDeclaration {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  /** The program whose runs are the updates; absent: it is a player's return in greedy episodes. */
  readonly program?: string;
}

/** Something a person chooses for the whole run and no mutation touches. */
/** Kind of an action: one of several choices, or numbers. */
export type ActionKind = 'choices' | 'numbers';

export type SettingDeclaration = {
  readonly name: string;
  readonly label: string;
  readonly explanation: string;
  /** AgileRL's name for it, if it has one. */
  readonly agileRL?: string;
  /** A configuration may leave it out, and it is `initial` then. So for all that came after the first links were made. */
  readonly optional?: true;
  /** The one that says how much agents explore to the end, if it is a setting. */
  readonly exploration?: true;
  /** Name of the setting that it must not exceed, both being numbers; absent: there is none. */
  readonly atMost?: string;
  /** The only kind of action for which it means something; absent: it does for any. */
  readonly actions?: ActionKind;
} & (
  | {
      readonly kind: 'real' | 'integer';
      readonly initial: number;
      readonly lowest: number;
      readonly highest: number;
    }
  | { readonly kind: 'boolean'; readonly initial: boolean }
  | { readonly kind: 'choice'; readonly initial: string; readonly choices: readonly Choice[] }
);

/** The network whose encoder a network shares under a run's settings; null: it has its own. */
export function sharedEncoder(
  { encoderOf }: NetworkDeclaration,
  settings: Readonly<Record<string, number | boolean | string>>,
): string | null {
  return encoderOf && settings[encoderOf.setting] === true ? encoderOf.network : null;
}
