/** Kernels of the benchmark, against which the device's matrix products are measured. Not part of the product. */
export { peak } from './peak.as';
export { product, productWithTranspose } from './product.as';
export { productTransposed } from './product-transposed.as';
