import { exp } from '#core/maths.ts';

const ROOT_TWO_PI = 2.5066282746310002;

/** The standard normal density. */
export const normalDensity = (x: number): number => exp((-x * x) / 2) / ROOT_TWO_PI;

/** The standard normal distribution, to about 15 digits (Hart 1968, as in West 2005). */
export function normalShare(x: number): number {
  const z = Math.abs(x);
  const below = z > 37 ? 0 : exp((-z * z) / 2) * (z < 7.07106781186547 ? near(z) : far(z));
  return x > 0 ? 1 - below : below;
}

const near = (z: number): number => polynomial(z, OVER) / polynomial(z, UNDER);

const far = (z: number): number =>
  1 / ((z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) * ROOT_TWO_PI);

/** Coefficients from the highest power on. */
const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

// biome-ignore format: a polynomial a line
const OVER = [3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];
// biome-ignore format: a polynomial a line
const UNDER = [8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];
