import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import type { TrainedEntry } from '#core/strategy/strategy-catalog.ts';
import { REWARD_PRESETS } from '../reward/presets.ts';

/**
 * Teams that come with the page: `npm run strategy:train` made them from the plans in tests/learning/recorded/teams, where
 * their records are.
 */
export const SHIPPED_TEAMS: readonly TrainedEntry[] = [
  {
    name: 'First team',
    about:
      'Learned from 64 small classifiers, eight at a time, what each choice adds in each half of a run. On ten seeds that it never saw it ended 35.6 points of mAP above random switching and 30.5 above MAT-Agent’s “Standard”, but 4.3 below the best recipe that stays, a constant rate.',
    digest: 'f4d00b4b56a0b9cd90a9f08e3ee8a863',
    file: 'teams/first.json',
    team: {
      controller: 'additive-pairs',
      options: {
        augmentation: ['none', 'basic', 'colour'],
        optimizer: ['sgd', 'adam', 'adamW'],
        schedule: ['constant', 'cosine', 'oneCycle'],
        loss: ['bce', 'asl', 'cb'],
      },
      state: WHOLE_STATE,
      reward: REWARD_PRESETS.terminal.settings,
    },
  },
];
