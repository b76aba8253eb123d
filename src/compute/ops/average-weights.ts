import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** average ← keep · average + (1 − keep) · network, over the slab; `keep` [1 × 1] (Polyak and Juditsky 1992). */
export const averageWeights =
  (writer: ProgramWriter) =>
  (average: string, network: string, keep: Value): void =>
    writer.push({
      kind: 'averageWeights',
      lower(agent) {
        const to = agent.network(average);
        const from = agent.network(network);
        if (to.plan.length !== from.plan.length)
          throw new RangeError(
            `network '${average}' of ${to.plan.length} floats cannot average '${network}' of ${from.plan.length}`,
          );
        agent.expectShape(keep, 1, 1, 'what an average keeps');
        agent.emit(
          'averageWeights',
          to.weights,
          from.weights,
          to.plan.length,
          agent.place(keep).address,
        );
      },
    });
