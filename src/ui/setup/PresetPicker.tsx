import { comparisonWords } from '#store/words/comparison-words.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { PresetSelect } from './PresetSelect.tsx';

/** Choosing a preset fills the form with it. */
export function PresetPicker() {
  const lab = useLab();
  const presets = useLabState((state) => state.catalog?.presets ?? []);
  const presetId = useLabState((state) => state.presetId);
  return (
    <PresetSelect
      id="preset"
      presets={presets}
      presetId={presetId}
      wordsOf={({ summary, comparison }) =>
        comparison ? `${summary} ${comparisonWords(comparison)}` : summary
      }
      onChoose={({ id, config }) => lab.setUp(config, id)}
    />
  );
}
