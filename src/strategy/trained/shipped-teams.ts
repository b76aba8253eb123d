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
      'Learned from 64 classifiers, eight at a time, what each choice adds in each half of a run. On ten seeds that it never saw it ended 30.7 points of mAP above random switching and 16.1 above MAT-Agent’s “Standard”, and could not be told from the best recipe that stays, a constant rate (0.2 below); of rare classes it found more than that.',
    digest: '20d7432bd9b7858ef51c70a469e1d4b0',
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
