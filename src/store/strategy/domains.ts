import type { DomainEntry } from '#core/strategy/strategy-catalog.ts';
import type { DataConfig } from '#core/strategy/strategy-config.ts';
import { isSame } from './set-up.ts';

/** A domain with as many images as some data, of the same side. */
export const withImages = (
  { settings }: DomainEntry,
  { images, size }: Pick<DataConfig, 'images' | 'size'>,
) => ({ ...settings, images, size });

/** The domain that data are of, however many images there are; undefined: something else was changed, or they are one's own. */
export const domainOf = (
  data: DataConfig,
  domains: readonly DomainEntry[],
): DomainEntry | undefined => domains.find((domain) => isSame(withImages(domain, data), data));

/** Name of the images that data are of. */
export const domainLabel = (data: DataConfig, domains: readonly DomainEntry[]): string =>
  domainOf(data, domains)?.label ?? (data.kind === 'own' ? `Own: ${data.name}` : 'Changed');
