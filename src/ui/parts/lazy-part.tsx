import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

/** A part of the page that is loaded when it is first drawn, or earlier: then it is drawn without a wait. */
export interface LazyPart<Props> {
  load(): Promise<ComponentType<Props>>;
  /** The part itself where it has been loaded, else a component that loads it. */
  component(): ComponentType<Props>;
}

/** A lazy part; one that could not be loaded is asked for again when it is drawn next. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null;
  let pending: ComponentType<Props> | null = null;
  const loadOnce = async () => {
    loaded ??= await load();
    return loaded;
  };
  const loading = () =>
    lazy(async () => {
      try {
        return { default: await loadOnce() };
      } catch (error) {
        pending = null; // React remembers a failure for as long as the component lives
        throw error;
      }
    });
  return {
    load: loadOnce,
    component() {
      if (loaded) return loaded;
      pending ??= loading();
      return pending;
    },
  };
}

/** Draws a lazy part; until it has been loaded, `meanwhile`, or nothing. */
export function Later<Props extends object>({
  part,
  props,
  meanwhile,
}: {
  readonly part: LazyPart<Props>;
  readonly props: Props;
  readonly meanwhile?: ReactNode;
}) {
  // The same component for as long as it is shown: another one would be drawn anew, and lose its state.
  const [Part] = useState(part.component);
  return (
    <Suspense fallback={meanwhile}>
      <Part {...props} />
    </Suspense>
  );
}
