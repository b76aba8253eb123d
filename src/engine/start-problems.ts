import { placedIn } from '#algorithms/algorithm.ts';
import { algorithmById } from '#algorithms/index.ts';
import { branchProblems } from '#core/branch-rules.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { environmentOf } from '#environments/index.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { replayMutation } from '#evolution/replay.ts';
import { foundGenome } from '#networks/found.ts';
import { type NetworkShape, planNetwork } from '#networks/plan.ts';
import type { Beginning, Individual } from '#protocol/messages.ts';
import { ENGINE_VERSION } from './catalog.ts';
import { copiedGenome } from './founding.ts';
import { evolutionContext } from './population.ts';

/** Problems that keep a configuration from beginning as it is asked to; none: it can. */
export function startProblems(config: RunConfig, { founder, before, from }: Beginning): Problem[] {
  const environment = environmentOf(config);
  const algorithm = placedIn(environment, algorithmById(config.algorithm), config);
  const context = evolutionContext(config, environment, algorithm);
  const last = before?.at(-1)?.config ?? from?.config;
  return [
    ...recipeProblems(context),
    ...(founder ? founderProblems(founder, context) : []),
    ...(last ? branchProblems(last, config) : []),
  ];
}

/** Goes through a recipe on the founder's genome alone. */
function recipeProblems(context: EvolutionContext): Problem[] {
  const { config, declaration } = context;
  let genome = foundGenome(declaration, config);
  for (const step of config.schedule ?? []) {
    if (step.family === 'parameters') continue; // leaves every genome as it is
    try {
      genome = replayMutation(genome, step, context).genome;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message = `${error.message}; the recipe is of other networks than those set up`;
      return [{ path: 'schedule', value: `generation ${step.generation}`, message }];
    }
  }
  return [];
}

function founderProblems(founder: Individual, context: EvolutionContext): Problem[] {
  const { config, declaration, shapes } = context;
  const problem = (path: string, value: unknown, message: string): Problem[] => [
    { path, value, message: `${path} ${value} ${message}` },
  ];
  if (founder.engine !== ENGINE_VERSION)
    return problem(
      'founder',
      founder.agent,
      `was kept by engine ${founder.engine}; this is engine ${ENGINE_VERSION}, which may read its weights otherwise`,
    );
  if (founder.environment !== config.environment)
    return problem(
      'environment',
      config.environment,
      `does not fit the kept agent, which acts in ${founder.environment}`,
    );
  if (founder.algorithm !== config.algorithm)
    return problem(
      'algorithm',
      config.algorithm,
      `does not fit the kept agent, which learns by ${founder.algorithm}`,
    );
  if (config.mutation.preTraining)
    return problem(
      'mutation.preTraining',
      true,
      'does not fit a kept agent, whose copies begin as it is; it must be false',
    );
  if (config.schedule)
    return problem('schedule', 'of a recipe', 'begins with a fresh founder, not with a kept agent');
  const { networks } = copiedGenome(founder, config);
  return declaration.networks.flatMap(({ name, targetOf = name }) => {
    const network = networks[targetOf];
    const shape = shapes[name] as NetworkShape; // of every declared network
    const length = network && planNetwork(network, shape).length;
    if (length !== undefined && founder.weights[name]?.length === length) return [];
    return problem(
      'founder',
      founder.agent,
      `has ${founder.weights[name]?.length ?? 'no'} weights for the network '${name}', not ${length ?? 'those of any'}; what was kept is damaged`,
    );
  });
}
