import { useCallback } from 'react';
import type { Catalog } from '#core/catalog.ts';
import type { Reference } from '#store/lab/set-up-state.ts';
import type { Library } from '#store/library/library.ts';
import { resultOf, resultsOf } from '#store/library/results.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { linkOrProblem, presetOfLink } from '#store/share/link-flow.ts';
import { useAnswer, useLibrary } from '../library/library-context.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';

/** Keeps the sender's result in the library, without running it; where it is there already, leads to it. */
export function KeepResult({ reference }: { readonly reference: Reference }) {
  const lab = useLab();
  const library = useLibrary();
  const catalog = useLabState((state) => state.catalog);
  const presetId = useLabState((state) => state.presetId);
  const result = catalog && kept(reference, catalog, presetId);
  const id = result?.id ?? '';
  const answer = useAnswer(
    useCallback(async (from: Library) => (await resultsOf(from).get(id)) !== undefined, [id]),
  );
  if (!result) return null;
  if (answer.kind === 'there' && answer.value) return <a href="#/runs">Kept in the library</a>;
  const keep = () =>
    resultsOf(library)
      .put(result)
      .catch((error: unknown) => lab.notify(writeFailure('The result was not kept', error)));
  return (
    <Button look="outlined" onClick={() => void keep()}>
      Keep the result
    </Button>
  );
}

/** The result as the library has it; null where no link holds it any more. */
function kept({ config, digest }: Reference, catalog: Catalog, presetId: string | null) {
  const preset = presetOfLink(catalog, presetId);
  const linked = preset && linkOrProblem(config, catalog, preset.id, { digest });
  return linked && 'link' in linked
    ? resultOf({ name: '', link: linked.link }, catalog, Date.now())
    : null;
}
