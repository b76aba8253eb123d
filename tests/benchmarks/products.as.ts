/** The device's own matrix products, to be measured shape by shape. */
export { product, productTransposed, productWithTranspose } from '../../src/compute/wasm/kernels/product.as';
