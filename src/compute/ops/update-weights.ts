import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** Coefficients of an update, in this order. */
export const UPDATE_NUMBERS = [
  'learningRate',
  'decay',
  'l2',
  'trust',
  'meanDecay',
  'meanGain',
  'meanScaledGain',
  'squareDecay',
  'squareGain',
  'squareScale',
  'epsilon',
  'plainGradient',
  'plainMean',
  'scaledGradient',
  'scaledMean',
  'signGradient',
  'signMean',
] as const;

/**
 * One step of a family of optimizers along the network's gradient, with coefficients that the host writes, [1 × 17] in
 * the order of {@link UPDATE_NUMBERS}: SGD, Adam, AdamW, NAdam, RAdam, RMSprop, Adagrad, Lion and LARS are cases of it.
 * With θ the weights, m and v the first and second moments:
 *
 *   g = ∇ + l2 θ
 *   v ← squareDecay v + squareGain g²
 *   d = √(squareScale v) + epsilon
 *   u₀ = sign(signMean m + signGradient g)
 *   m ← meanDecay m + meanGain g + meanScaledGain g / d
 *   u = u₀ + plainGradient g + plainMean m + (scaledGradient g + scaledMean m) / d
 *   θ ← θ − learningRate (decay θ + τ u)
 *
 * Biases, gains and shifts do not decay: of them `decay` and `l2` are 0. τ is 1, but of weights under a `trust` above 0
 * LARS's trust |θ| / (|∇| + l2 |θ|) in the layer, or 1 where either is 0 (You et al. 2017). The gradient slab then
 * holds the change of θ. Returns the norms of that and of θ, [1 × 1] each. Where `counts` [1 × 1] is 0 the update is left
 * out: weights and moments stay, and the change is 0.
 */
export const updateWeights =
  (writer: ProgramWriter) =>
  (
    network: string,
    coefficients: Value,
    counts: Value | null = null,
  ): { readonly changeNorm: Value; readonly weightNorm: Value } => {
    const changeNorm = writer.value(1, 1);
    const weightNorm = writer.value(1, 1);
    writer.push({
      kind: 'updateWeights',
      lower(agent) {
        const { plan, weights, training } = agent.network(network);
        if (!training)
          throw new RangeError(`network '${network}' is not trained, so nothing can move it`);
        agent.expectShape(coefficients, 1, UPDATE_NUMBERS.length, 'coefficients of an update');
        const from = agent.place(coefficients).address;
        if (counts) agent.expectShape(counts, 1, 1, 'whether an update counts');
        const { gradients, firstMoments, secondMoments } = training;
        const tensors = plan.tensors.map(({ kind, rows, stride, offset }) => ({
          floats: rows * stride,
          at: offset * 4,
          decays: kind === 'weights',
        }));
        const mark = agent.mark();
        const trusts = agent.scratch(tensors.length);
        for (const [i, { floats, at, decays }] of tensors.entries())
          if (decays)
            agent.emit('layerTrust', weights + at, gradients + at, floats, from, trusts + i * 4);
        for (const [i, { floats, at, decays }] of tensors.entries())
          agent.emit(
            'updateWeights',
            weights + at,
            gradients + at,
            firstMoments + at,
            secondMoments + at,
            floats,
            from,
            decays ? trusts + i * 4 : 0,
            counts ? agent.place(counts).address : 0,
          );
        agent.release(mark);
        agent.emit('slabNorm', gradients, plan.length, agent.place(changeNorm).address);
        agent.emit('slabNorm', weights, plan.length, agent.place(weightNorm).address);
        agent.cost(plan.length * 10);
      },
    });
    return { changeNorm, weightNorm };
  };
