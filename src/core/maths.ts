import stdlibAtan2 from '@stdlib/math-base-special-atan2';
import stdlibCos from '@stdlib/math-base-special-cos';
import stdlibExp from '@stdlib/math-base-special-exp';
import stdlibLn from '@stdlib/math-base-special-ln';
import stdlibPow from '@stdlib/math-base-special-pow';
import stdlibSin from '@stdlib/math-base-special-sin';
import stdlibTan from '@stdlib/math-base-special-tan';
import stdlibTanh from '@stdlib/math-base-special-tanh';

/**
 * Transcendental functions that give the same bits on every machine. They are built from + − × ÷ and bit operations
 * (FreeBSD msun and Cephes, by way of stdlib), where `Math`'s own are left to each engine.
 */

/** Sine of an angle in rad. */
export const sin: (x: number) => number = stdlibSin;
/** Cosine of an angle in rad. */
export const cos: (x: number) => number = stdlibCos;
/** Tangent of an angle in rad. */
export const tan: (x: number) => number = stdlibTan;
export const exp: (x: number) => number = stdlibExp;
/** Natural logarithm; NaN below 0. */
export const log: (x: number) => number = stdlibLn;
export const tanh: (x: number) => number = stdlibTanh;
export const pow: (base: number, exponent: number) => number = stdlibPow;
/** Angle of the point (x, y), rad in [−π, π]. */
export const atan2: (y: number, x: number) => number = stdlibAtan2;
