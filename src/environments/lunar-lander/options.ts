import type { SettingDeclaration } from '#core/algorithm.ts';
import type { Options } from '#core/run-config.ts';

/** The world that a lander flies in. */
export interface LanderWorld {
  /** m/s², downwards below 0. */
  readonly gravity: number;
  readonly wind: boolean;
  /** Greatest force of the wind, N. */
  readonly windPower: number;
  /** Greatest torque of the wind, N m. */
  readonly turbulencePower: number;
}

/** Gymnasium's. */
export const CALM: LanderWorld = { gravity: -10, wind: false, windPower: 15, turbulencePower: 1.5 };

/** Options under Gymnasium's names, in the ranges that it demands or advises. */
export const LANDER_OPTIONS: readonly SettingDeclaration[] = [
  {
    name: 'enable_wind',
    label: 'Wind',
    explanation: 'Whether a wind, never the same twice, pushes and turns the lander in flight.',
    kind: 'boolean',
    initial: CALM.wind,
  },
  {
    name: 'wind_power',
    label: 'Wind power',
    explanation: 'Greatest sideways force of the wind in newton, where there is wind.',
    kind: 'real',
    initial: CALM.windPower,
    lowest: 0,
    highest: 20,
  },
  {
    name: 'turbulence_power',
    label: 'Turbulence',
    explanation: 'Greatest torque of the wind in newton metres, where there is wind.',
    kind: 'real',
    initial: CALM.turbulencePower,
    lowest: 0,
    highest: 2,
  },
  {
    name: 'gravity',
    label: 'Gravity',
    explanation: 'How fast things gain speed as they fall, in metres per second per second.',
    kind: 'real',
    initial: CALM.gravity,
    lowest: -11.99, // between −12 and 0, both left out
    highest: -0.01,
  },
];

/** The world that options make; those not given are Gymnasium's. */
export function landerWorld(options: Options): LanderWorld {
  const chosen = (name: string) =>
    options[name] ?? LANDER_OPTIONS.find((option) => option.name === name)?.initial;
  return {
    gravity: chosen('gravity') as number, // declared above, here and below
    wind: chosen('enable_wind') as boolean,
    windPower: chosen('wind_power') as number,
    turbulencePower: chosen('turbulence_power') as number,
  };
}
