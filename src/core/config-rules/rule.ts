import type { AlgorithmDeclaration } from '../algorithm.ts';
import type { EnvironmentEntry } from '../catalog.ts';
import type { Problem, RunConfig } from '../run-config.ts';

/** A rule between the fields of a configuration, each of which stands within its own limits. */
export type ConfigRule = (context: ConfigContext) => readonly Problem[];

export interface ConfigContext {
  readonly config: RunConfig;
  readonly environment: EnvironmentEntry;
  readonly algorithm: AlgorithmDeclaration;
}

/** No problem if something holds; else one, in words that follow 'field value'. */
export function check(
  holds: boolean,
  path: string,
  value: unknown,
  fact: string,
): readonly Problem[] {
  if (holds) return [];
  const shown = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  return [
    { path, value: Array.isArray(value) ? shown : value, message: `${path} ${shown} ${fact}` },
  ];
}
