/**
 * Convolution with kernels of 3 × 3 and step 1, with fewer multiplications: Winograd's F(2 × 2, 3 × 3) (Lavin and Gray
 * 2016). Outputs are made in tiles of 2 × 2 pixels, each from a window of 4 × 4 pixels of the input:
 *
 *   Y = Aᵀ [ (G g Gᵀ) ⊙ (Bᵀ d B) ] A
 *
 * The brackets hold, at each of the 16 places, a product of matrices over channels. The way back goes through the same
 * transforms, transposed. Images are [height][width][channels], height and width even, channels a multiple of 4. The 16
 * places lie `apart` bytes from one to the next.
 */

/** Copies an image into the middle of one with a frame of so many zeros, which is there already. */
export function frame(image: usize, height: i32, width: i32, channels: i32, framed: usize, zeros: i32): void {
  const pixel: usize = channels << 2, line = <usize>width * pixel, framedLine = <usize>(width + 2 * zeros) * pixel;
  let to = framed + <usize>zeros * (framedLine + pixel);
  for (let y = 0; y < height; y++, image += line, to += framedLine) memory.copy(to, image, line);
}

/** A row through B from the right. */
// @ts-ignore: decorator
@inline
function putWindow(to: usize, apart: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(to, f32x4.sub(a, c));
  v128.store(to + apart, f32x4.add(b, c));
  v128.store(to + 2 * apart, f32x4.sub(c, b));
  v128.store(to + 3 * apart, f32x4.sub(b, d));
}

/** Bᵀ d B of every tile's window into a framed image: at each place [tiles × channels]. */
export function transformWindows(framed: usize, height: i32, width: i32, channels: i32, to: usize, apart: usize): void {
  const pixel: usize = channels << 2, line = <usize>(width + 2) * pixel;
  for (let y = 0; y < height; y += 2, framed += 2 * line)
    for (let x = 0; x < width; x += 2) {
      let p = framed + <usize>x * pixel;
      for (const end = p + pixel; p < end; p += 16, to += 16) {
        let q = p, a = v128.load(q), b = v128.load(q + line), c = v128.load(q + 2 * line), d = v128.load(q + 3 * line);
        const a0 = f32x4.sub(a, c), b0 = f32x4.add(b, c), c0 = f32x4.sub(c, b), d0 = f32x4.sub(b, d);
        q += pixel, a = v128.load(q), b = v128.load(q + line), c = v128.load(q + 2 * line), d = v128.load(q + 3 * line);
        const a1 = f32x4.sub(a, c), b1 = f32x4.add(b, c), c1 = f32x4.sub(c, b), d1 = f32x4.sub(b, d);
        q += pixel, a = v128.load(q), b = v128.load(q + line), c = v128.load(q + 2 * line), d = v128.load(q + 3 * line);
        const a2 = f32x4.sub(a, c), b2 = f32x4.add(b, c), c2 = f32x4.sub(c, b), d2 = f32x4.sub(b, d);
        q += pixel, a = v128.load(q), b = v128.load(q + line), c = v128.load(q + 2 * line), d = v128.load(q + 3 * line);
        const a3 = f32x4.sub(a, c), b3 = f32x4.add(b, c), c3 = f32x4.sub(c, b), d3 = f32x4.sub(b, d);
        putWindow(to, apart, a0, a1, a2, a3);
        putWindow(to + 4 * apart, apart, b0, b1, b2, b3);
        putWindow(to + 8 * apart, apart, c0, c1, c2, c3);
        putWindow(to + 12 * apart, apart, d0, d1, d2, d3);
      }
    }
}

/** Operations on a finished output. */
export const PLAIN: i32 = 0;
export const RELU_OF: i32 = 1;
export const LEAKY_RELU_OF: i32 = 2;

// @ts-ignore: decorator
@inline
function put(to: usize, x: v128, bias: v128, mode: i32): void {
  x = f32x4.add(x, bias);
  if (mode == RELU_OF) x = f32x4.pmax(x, f32x4.splat(0));
  else if (mode == LEAKY_RELU_OF) x = f32x4.pmax(x, f32x4.mul(x, f32x4.splat(0.01)));
  v128.store(to, x);
}

/** Aᵀ m A of every tile: an image, with biases (or 0) and through an activation. */
export function outputs(
  from: usize, apart: usize, height: i32, width: i32, channels: i32, image: usize, biases: usize, mode: i32,
): void {
  const pixel: usize = channels << 2, line = <usize>width * pixel;
  for (let y = 0; y < height; y += 2, image += 2 * line)
    for (let x = 0; x < width; x += 2) {
      let to = image + <usize>x * pixel;
      for (let c: usize = 0; c < pixel; c += 16, to += 16, from += 16) {
        const bias = biases ? v128.load(biases + c) : f32x4.splat(0);
        let m = from, p = v128.load(m + 4 * apart), q = v128.load(m + 8 * apart);
        const s0 = f32x4.add(f32x4.add(v128.load(m), p), q), t0 = f32x4.sub(f32x4.sub(p, q), v128.load(m + 12 * apart));
        m += apart, p = v128.load(m + 4 * apart), q = v128.load(m + 8 * apart);
        const s1 = f32x4.add(f32x4.add(v128.load(m), p), q), t1 = f32x4.sub(f32x4.sub(p, q), v128.load(m + 12 * apart));
        m += apart, p = v128.load(m + 4 * apart), q = v128.load(m + 8 * apart);
        const s2 = f32x4.add(f32x4.add(v128.load(m), p), q), t2 = f32x4.sub(f32x4.sub(p, q), v128.load(m + 12 * apart));
        m += apart, p = v128.load(m + 4 * apart), q = v128.load(m + 8 * apart);
        const s3 = f32x4.add(f32x4.add(v128.load(m), p), q), t3 = f32x4.sub(f32x4.sub(p, q), v128.load(m + 12 * apart));
        put(to, f32x4.add(f32x4.add(s0, s1), s2), bias, mode);
        put(to + pixel, f32x4.sub(f32x4.sub(s1, s2), s3), bias, mode);
        put(to + line, f32x4.add(f32x4.add(t0, t1), t2), bias, mode);
        put(to + line + pixel, f32x4.sub(f32x4.sub(t1, t2), t3), bias, mode);
      }
    }
}

/** A row through Aᵀ from the right. */
// @ts-ignore: decorator
@inline
function putTile(to: usize, apart: usize, a: v128, b: v128): void {
  v128.store(to, a);
  v128.store(to + apart, f32x4.add(a, b));
  v128.store(to + 2 * apart, f32x4.sub(a, b));
  v128.store(to + 3 * apart, f32x4.neg(b));
}

/** A y Aᵀ of every tile of an image, the way back from {@link outputs}: at each place [tiles × channels]. */
export function transformTiles(image: usize, height: i32, width: i32, channels: i32, to: usize, apart: usize): void {
  const pixel: usize = channels << 2, line = <usize>width * pixel;
  for (let y = 0; y < height; y += 2, image += 2 * line)
    for (let x = 0; x < width; x += 2) {
      let p = image + <usize>x * pixel;
      for (const end = p + pixel; p < end; p += 16, to += 16) {
        const a = v128.load(p), b = v128.load(p + pixel), c = v128.load(p + line), d = v128.load(p + line + pixel);
        putTile(to, apart, a, b);
        putTile(to + 4 * apart, apart, f32x4.add(a, c), f32x4.add(b, d));
        putTile(to + 8 * apart, apart, f32x4.sub(a, c), f32x4.sub(b, d));
        putTile(to + 12 * apart, apart, f32x4.neg(c), f32x4.neg(d));
      }
    }
}

/** Transforms three numbers by G into four. */
// @ts-ignore: decorator
@inline
function middle(a: v128, b: v128, c: v128, sign: f32): v128 {
  return f32x4.mul(f32x4.splat(0.5), f32x4.add(f32x4.add(a, c), f32x4.mul(f32x4.splat(sign), b)));
}

// @ts-ignore: decorator
@inline
function putKernel(to: usize, apart: usize, a: v128, b: v128, c: v128): void {
  v128.store(to, a);
  v128.store(to + apart, middle(a, b, c, 1));
  v128.store(to + 2 * apart, middle(a, b, c, -1));
  v128.store(to + 3 * apart, c);
}

/** G g Gᵀ of kernels [9][channels in × out]: at each place [channels in × out]. */
export function transformKernels(kernels: usize, inputs: i32, columns: i32, to: usize, apart: usize): void {
  const each = <usize>(inputs * columns) << 2, line = 3 * each;
  for (const end = kernels + each; kernels < end; kernels += 16, to += 16) {
    const a0 = v128.load(kernels), a1 = v128.load(kernels + each), a2 = v128.load(kernels + 2 * each);
    const b0 = v128.load(kernels + line), b1 = v128.load(kernels + line + each), b2 = v128.load(kernels + line + 2 * each);
    const c0 = v128.load(kernels + 2 * line), c1 = v128.load(kernels + 2 * line + each), c2 = v128.load(kernels + 2 * line + 2 * each);
    putKernel(to, apart, a0, a1, a2);
    putKernel(to + 4 * apart, apart, middle(a0, b0, c0, 1), middle(a1, b1, c1, 1), middle(a2, b2, c2, 1));
    putKernel(to + 8 * apart, apart, middle(a0, b0, c0, -1), middle(a1, b1, c1, -1), middle(a2, b2, c2, -1));
    putKernel(to + 12 * apart, apart, c0, c1, c2);
  }
}

// @ts-ignore: decorator
@inline
function half(a: v128, b: v128, sign: f32): v128 {
  return f32x4.mul(f32x4.splat(0.5), f32x4.add(a, f32x4.mul(f32x4.splat(sign), b)));
}

/** Gᵀ u G, the way back from {@link transformKernels}: gradients of kernels from those at the places. */
export function kernelGradients(from: usize, apart: usize, inputs: i32, columns: i32, kernels: usize): void {
  const each = <usize>(inputs * columns) << 2, line = 3 * each;
  for (const end = kernels + each; kernels < end; kernels += 16, from += 16)
    for (let row: usize = 0; row < 3; row++) {
      // the row of Gᵀ u
      let v0: v128, v1: v128, v2: v128, v3: v128;
      const b = from + 4 * apart, c = from + 8 * apart, outer = row == 0 ? from : from + 12 * apart;
      const sign: f32 = row == 1 ? -1 : 1;
      v0 = half(v128.load(b), v128.load(c), sign);
      v1 = half(v128.load(b + apart), v128.load(c + apart), sign);
      v2 = half(v128.load(b + 2 * apart), v128.load(c + 2 * apart), sign);
      v3 = half(v128.load(b + 3 * apart), v128.load(c + 3 * apart), sign);
      if (row != 1) {
        v0 = f32x4.add(v0, v128.load(outer));
        v1 = f32x4.add(v1, v128.load(outer + apart));
        v2 = f32x4.add(v2, v128.load(outer + 2 * apart));
        v3 = f32x4.add(v3, v128.load(outer + 3 * apart));
      }
      const to = kernels + row * line;
      v128.store(to, f32x4.add(v0, half(v1, v2, 1)));
      v128.store(to + each, half(v1, v2, -1));
      v128.store(to + 2 * each, f32x4.add(half(v1, v2, 1), v3));
    }
}
