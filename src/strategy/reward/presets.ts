import type { RewardKind, RewardSettings, RewardTerm } from '#core/strategy/reward-settings.ts';

interface RewardPreset {
  readonly label: string;
  /** Description and source. */
  readonly source: string;
  readonly settings: RewardSettings;
}

const NOTHING: Readonly<Record<RewardTerm, number>> = {
  improvement: 0,
  rare: 0,
  stability: 0,
  convergence: 0,
  penalty: 0,
  curiosity: 0,
};

const settings = (
  kind: RewardKind,
  weights: Partial<Record<RewardTerm, number>>,
): RewardSettings => ({ kind, weights: { ...NOTHING, ...weights }, discount: 0.9 });

/** Rewards to choose from. */
export const REWARD_PRESETS: Readonly<Record<RewardKind, RewardPreset>> = {
  paper: {
    label: 'Paper',
    source: 'gains of mAP, stability, convergence and a penalty (MAT-Agent, equation 3, table 12)',
    settings: settings('paper', {
      improvement: 1,
      stability: 1,
      convergence: 0.8,
      penalty: 0.2,
      curiosity: 0.1,
    }),
  },
  code: {
    label: 'Code',
    source: 'mAP itself in points and half a steady loss, as MAT-Agent’s published code has it',
    settings: settings('code', { improvement: 1, stability: 0.5 }),
  },
  triangle: {
    label: 'Triangle',
    source:
      'new bests alone, later ones more (Xue et al. 2022, “Multi-agent dynamic algorithm configuration”)',
    settings: settings('triangle', { improvement: 1 }),
  },
  terminal: {
    label: 'Terminal',
    source: 'mAP at the end of the run, and nothing before',
    settings: settings('terminal', { improvement: 1 }),
  },
  potential: {
    label: 'Potential',
    source:
      'how mAP changes, so that only its end counts (Ng et al. 1999, “Policy invariance under reward transformations”)',
    settings: settings('potential', { improvement: 1 }),
  },
};
