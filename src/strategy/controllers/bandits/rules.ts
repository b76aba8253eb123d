import { exp, log } from '#core/maths.ts';
import type { BanditRuleId, BanditSettings } from '#core/strategy/controller-settings.ts';
import { epsilonGreedy, greatest } from '../choose.ts';
import { type BanditRule, meansOf, withReward } from './arms.ts';

/** Mean of all rewards, ε-greedy; MAT-Agent's published code has it in place of its four networks. */
const sampleAverage = (): BanditRule => ({
  values: meansOf,
  choose: (arms, standing, { epsilon, reader }) =>
    epsilonGreedy(meansOf(arms), standing, epsilon, reader),
  learn: (arms, at, reward) => withReward(arms, at, reward, 1),
});

/**
 * Discounted UCB (Garivier and Moulines 2011, “On upper-confidence bound policies for switching bandit problems”): mean
 * and reach, 2 B √(ξ ln n / n_a), under discounted counts; B is half the width of the rewards. It leaves nothing to chance,
 * so several seats may go through their choices in step, and each take the others' merit for its own.
 */
const discountedUcb = ({ discount, optimism, lowest, highest }: BanditSettings): BanditRule => ({
  values: meansOf,
  choose(arms, standing, { explores }) {
    const values = meansOf(arms);
    const all = arms.counts.reduce((sum, count) => sum + count, 0);
    const deviations = arms.counts.map((count) =>
      count === 0
        ? highest - lowest
        : (highest - lowest) * Math.sqrt((optimism * log(Math.max(1, all))) / count),
    );
    const best = greatest(values, standing);
    const untried = arms.counts.indexOf(0);
    const hopeful = greatest(
      values.map((value, at) => value + (deviations[at] as number)),
      standing,
    );
    const at = !explores ? best : untried >= 0 ? untried : hopeful;
    const ground = at === best ? 'value' : 'doubt';
    return { at, reason: { ground, values, deviations, chances: null } };
  },
  learn: (arms, at, reward) => withReward(arms, at, reward, discount),
});

/**
 * Discounted Thompson sampling with normal rewards (Qi et al. 2023, “Discounted Thompson sampling for non-stationary bandit
 * problems”): of each mean's posterior one is drawn. The prior counts as one reward, halfway between lowest and highest.
 */
const discountedThompson = ({ discount, lowest, highest }: BanditSettings): BanditRule => {
  const values: BanditRule['values'] = ({ counts, sums }) =>
    sums.map((sum, at) => (sum + (lowest + highest) / 2) / ((counts[at] as number) + 1));
  return {
    values,
    choose(arms, standing, { explores, reader }) {
      const means = values(arms) as readonly number[]; // it has an opinion
      const deviations = arms.counts.map((count) => (highest - lowest) / 2 / Math.sqrt(count + 1));
      const drawn = means.map((mean, at) => mean + (deviations[at] as number) * reader.normal());
      const best = greatest(means, standing);
      const at = explores ? greatest(drawn, standing) : best;
      const ground = at === best ? 'value' : 'chance';
      return { at, reason: { ground, values: means, deviations, chances: null } };
    },
    learn: (arms, at, reward) => withReward(arms, at, reward, discount),
  };
};

/**
 * EXP3 (Auer et al. 2002, “The nonstochastic multiarmed bandit problem”): draws by weights, a share of it evenly, and
 * rewards count by how unlikely the choice was. A switch costs it nothing, since it draws.
 */
const exp3 = ({ optimism, lowest, highest }: BanditSettings): BanditRule => {
  const chancesOf = (weights: readonly number[]): number[] => {
    const most = Math.max(...weights);
    const relative = weights.map((weight) => exp(weight - most));
    const all = relative.reduce((sum, each) => sum + each, 0);
    return relative.map((each) => ((1 - optimism) * each) / all + optimism / weights.length);
  };
  return {
    values: () => null,
    choose({ sums }, _, { explores, reader }) {
      const chances = chancesOf(sums);
      const best = sums.indexOf(Math.max(...sums));
      const at = explores ? reader.weighted(chances) : best;
      const ground = at === best ? 'value' : 'chance';
      return { at, reason: { ground, values: null, deviations: null, chances } };
    },
    learn({ counts, sums }, at, reward, chance) {
      const share = Math.max(0, Math.min(1, (reward - lowest) / (highest - lowest)));
      const gain = (optimism * share) / (chance * sums.length);
      return {
        counts: counts.map((count, i) => (i === at ? count + 1 : count)),
        sums: sums.map((sum, i) => (i === at ? sum + gain : sum)),
      };
    },
  };
};

export const RULES: Readonly<Record<BanditRuleId, (settings: BanditSettings) => BanditRule>> = {
  sampleAverage,
  discountedUcb,
  discountedThompson,
  exp3,
};
