import { lazy, Suspense } from 'react';

/** Words as they are, where the glossary cannot be had. */
const Plain = ({ text }: { readonly text: string }) => <>{text}</>;

const Terms = lazy(() =>
  import('./Term.tsx').then(
    (module) => ({ default: module.Terms }),
    () => ({ default: Plain }),
  ),
);

/** Terms in text that is shown at once: the glossary, which is large, comes after it. */
export const TermsSoon = ({ text }: { readonly text: string }) => (
  <Suspense fallback={<Plain text={text} />}>
    <Terms text={text} />
  </Suspense>
);
