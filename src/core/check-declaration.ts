import type { AlgorithmDeclaration } from './algorithm.ts';

/** Throws a RangeError that says what is wrong. */
type Fail = (fact: string) => never;

/** Throws a RangeError that names the first inconsistency of a declaration. */
export function checkDeclaration(declaration: AlgorithmDeclaration): void {
  const fail: Fail = (fact) => {
    throw new RangeError(`algorithm ${declaration.id}: ${fact}`);
  };
  checkNames(declaration, fail);
  checkTargets(declaration, fail);
  checkOptimizers(declaration, fail);
  checkSharing(declaration, fail);
  checkSettings(declaration, fail);
  checkHyperparameters(declaration, fail);
}

function checkNames(declaration: AlgorithmDeclaration, fail: Fail): void {
  const { networks, optimizers, hyperparameters, settings, metrics = [] } = declaration;
  const unique = (what: string, declared: readonly { readonly name: string }[]) => {
    const names = declared.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) fail(`${what} '${twice}' is declared twice`);
  };
  unique('network', networks);
  unique('optimizer', optimizers);
  unique('hyperparameter or setting', [...hyperparameters, ...settings]);
  unique('metric', metrics);
}

/** Finds a network by its name. */
const networkOf = ({ networks }: AlgorithmDeclaration, wanted: string) =>
  networks.find(({ name }) => name === wanted);

function checkTargets(declaration: AlgorithmDeclaration, fail: Fail): void {
  const { networks } = declaration;
  const policies = networks.filter(({ role }) => role === 'policy').length;
  if (policies !== 1) fail(`one network must be the policy, not ${policies}`);
  for (const { name, role, targetOf } of networks) {
    if ((role === 'target') !== (targetOf !== undefined))
      fail(
        `network '${name}' is ${role}, so targetOf must ${role === 'target' ? '' : 'not '}be given`,
      );
    if (targetOf === undefined) continue;
    const online =
      networkOf(declaration, targetOf) ??
      fail(`network '${name}' is a target of '${targetOf}', which is not declared`);
    if (online.role === 'target')
      fail(`network '${name}' is a target of '${targetOf}', itself a target`);
  }
}

function checkOptimizers(declaration: AlgorithmDeclaration, fail: Fail): void {
  const { networks, optimizers, hyperparameters } = declaration;
  for (const optimizer of optimizers) {
    for (const name of optimizer.networks) {
      const moved =
        networkOf(declaration, name) ??
        fail(`optimizer '${optimizer.name}' moves '${name}', which is not declared`);
      if (moved.role === 'target') fail(`optimizer '${optimizer.name}' moves '${name}', a target`);
    }
    if (!hyperparameters.some(({ name }) => name === optimizer.learningRate))
      fail(
        `optimizer '${optimizer.name}' has the learning rate '${optimizer.learningRate}', which is not declared`,
      );
  }
  for (const { name, role } of networks) {
    const movers = optimizers.filter((optimizer) => optimizer.networks.includes(name)).length;
    if (role !== 'target' && movers !== 1)
      fail(`network '${name}' must have one optimizer, not ${movers}`);
  }
}

/** Checks by which settings networks are shared among players, or share an encoder. */
function checkSharing(declaration: AlgorithmDeclaration, fail: Fail): void {
  const isDeclared = (wanted: string, wantedKind: 'boolean' | 'real') =>
    declaration.settings.some(({ name, kind }) => name === wanted && kind === wantedKind);
  for (const {
    name,
    perPlayer,
    targetOf,
    encoderOf,
    initialLogDeviation,
  } of declaration.networks) {
    const sharedIf = perPlayer?.sharedIf;
    if (sharedIf !== undefined && !isDeclared(sharedIf, 'boolean'))
      fail(`network '${name}' is shared by '${sharedIf}', which is no declared choice`);
    const online = targetOf === undefined ? undefined : networkOf(declaration, targetOf);
    if (online && online.perPlayer?.sharedIf !== sharedIf)
      fail(`network '${name}' must be for whom its online network '${targetOf}' is`);
    if (encoderOf) {
      const { network: other, setting } = encoderOf;
      if (other === name || networkOf(declaration, other) === undefined)
        fail(`network '${name}' has the encoder of '${other}', which is no other declared network`);
      if (!isDeclared(setting, 'boolean'))
        fail(`network '${name}' shares its encoder by '${setting}', which is no declared choice`);
    }
    if (initialLogDeviation !== undefined && !isDeclared(initialLogDeviation, 'real'))
      fail(`network '${name}' starts from '${initialLogDeviation}', which is no declared number`);
  }
}

function checkSettings({ settings }: AlgorithmDeclaration, fail: Fail): void {
  const isNumber = (wanted: string) =>
    settings.some(({ name, kind }) => name === wanted && (kind === 'real' || kind === 'integer'));
  for (const { name, atMost } of settings)
    if (atMost !== undefined && !(isNumber(name) && isNumber(atMost)))
      fail(`setting '${name}' is at most '${atMost}', which are not both declared numbers`);
}

function checkHyperparameters(declaration: AlgorithmDeclaration, fail: Fail): void {
  const { hyperparameters, rules = [] } = declaration;
  for (const { lesser, greater } of rules)
    for (const name of [lesser, greater])
      if (!hyperparameters.some((declared) => declared.name === name))
        fail(`a rule speaks of hyperparameter '${name}', which is not declared`);
  for (const { name, initial, lowest, highest, range, kind, scale } of hyperparameters) {
    const { min, max, grow, shrink } = range;
    if (!(lowest <= min && min <= max && max <= highest))
      fail(`hyperparameter '${name}': ${lowest} ≤ ${min} ≤ ${max} ≤ ${highest} does not hold`);
    if (!(initial >= lowest && initial <= highest))
      fail(`hyperparameter '${name}': ${initial} is not in [${lowest}, ${highest}]`);
    if (!(grow > 1 && shrink > 0 && shrink < 1))
      fail(`hyperparameter '${name}': grow ${grow} must be above 1, shrink ${shrink} in (0, 1)`);
    if (scale === 'log' && !(lowest > 0))
      fail(`hyperparameter '${name}': a log scale needs lowest ${lowest} above 0`);
    if (kind === 'integer' && ![initial, lowest, highest, min, max].every(Number.isInteger))
      fail(`hyperparameter '${name}' is an integer, its numbers are not`);
  }
}
