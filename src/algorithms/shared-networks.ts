import type { SettingDeclaration } from '#core/algorithm.ts';

/** Names the setting by which players of a group share networks. */
export const perPlayer = { sharedIf: 'shareNetworks' } as const;

export const shareNetworks = (initial: boolean): SettingDeclaration => ({
  name: perPlayer.sharedIf,
  label: 'Share networks',
  explanation:
    'Players of a kind, as agent_0 and agent_1, have networks together, which learn from all of them, in place of networks each.',
  kind: 'boolean',
  initial,
});
