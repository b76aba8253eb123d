import type { HyperparameterDeclaration } from '#core/algorithm.ts';
import type { HyperparameterConfig } from '#core/run-config.ts';
import { inheritances } from './inheritances.ts';
import type { Mutator } from './mutator.ts';

/**
 * Multiplies one hyperparameter by its factor of growth or shrinkage, each as likely as the other where both move it.
 * Drawn among those that evolve and can move within their range.
 */
export const hyperparameter: Mutator = {
  family: 'hyperparameter',
  offered: () => true,
  mutate(genome, { config, declaration, allows }, draws) {
    const options = declaration.hyperparameters.flatMap((declared) => {
      const range = config.hyperparameters[declared.name];
      const value = genome.hyperparameters[declared.name];
      if (!range?.evolves || value === undefined) return [];
      const moves = moved(value, declared.kind, range).filter(
        (to) => allows?.({ ...genome.hyperparameters, [declared.name]: to }) ?? true,
      );
      return moves.length === 0 ? [] : [{ name: declared.name, from: value, moves }];
    });
    const chosen = options.length === 0 ? undefined : options[draws.integer(options.length)];
    if (!chosen) return null;
    const { name, from, moves } = chosen;
    const to = moves[draws.integer(moves.length)] as number; // not empty
    return {
      genome: { ...genome, hyperparameters: { ...genome.hyperparameters, [name]: to } },
      mutation: { family: 'hyperparameter', method: name, changes: [{ path: name, from, to }] },
      inheritance: inheritances(declaration, new Map()),
    };
  },
};

/**
 * Lists the values that a move down and a move up lead to. Integers are rounded and move by at least 1, everything is
 * clamped to its range; a direction in which that leaves the value where it is, or throws it back, is no direction.
 */
function moved(
  value: number,
  kind: HyperparameterDeclaration['kind'],
  { min, max, grow, shrink }: HyperparameterConfig,
): readonly number[] {
  const clamp = (x: number) => Math.min(Math.max(x, min), max);
  const whole = kind === 'integer';
  const down = clamp(whole ? Math.min(Math.round(value * shrink), value - 1) : value * shrink);
  const up = clamp(whole ? Math.max(Math.round(value * grow), value + 1) : value * grow);
  return [...(down < value ? [down] : []), ...(up > value ? [up] : [])];
}
