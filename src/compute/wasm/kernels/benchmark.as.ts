/** For the benchmark: what the device's matrix products are measured by and against. Not part of the product. */
export { peak } from './peak.as';
export { product, productTransposed, productWithTranspose } from './product.as';
