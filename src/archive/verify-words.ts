import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { type Comparison, SIMILAR_SHARE } from './verify.ts';

/** Says in a sentence or two how a run compares with the sender's. `isOver`: no more generations will come. */
export function verdictWords(comparison: Comparison, isOver: boolean): string {
  const { compared, sent, differsFrom, differing, overlapping, verdict } = comparison;
  const isWhole = compared === sent;
  switch (verdict) {
    case null:
      return 'Nothing to compare yet.';
    case 'identical':
      if (isWhole) return `Identical, bit for bit, in all ${counted(sent, 'generation')}.`;
      return isOver
        ? `Identical in ${counted(compared, 'generation')}, where this run ended; the sender’s has ${sent}.`
        : `Identical so far: ${compared} of ${counted(sent, 'generation')}.`;
    case 'similar':
    case 'different': {
      const how = verdict === 'similar' ? 'Similar' : 'Different';
      const share = `${overlapping} of ${counted(differing, 'generation')} from there on the middle halves of both populations overlap`;
      const rule = `${Math.round(SIMILAR_SHARE * 100)} % make runs similar`;
      const part = isWhole || isOver ? '' : ' so far';
      return `${how}${part}, not the same bits: the difference begins in generation ${generationNumber(differsFrom ?? 0)}. In ${share} (${rule}).`;
    }
    default:
      return verdict satisfies never;
  }
}

/** Says why not the same bits may be expected of a run; null: they may. */
export function exactnessWords(
  sender: { readonly engine: string; readonly device: 'wasm' | 'webgpu' },
  here: { readonly engine: string; readonly device: 'wasm' | 'webgpu' },
): string | null {
  if (sender.engine !== here.engine)
    return `The sender’s engine is version ${sender.engine}, this one is ${here.engine}: the same settings give other bits, so the runs can be similar at best.`;
  const onGpu = [
    sender.device === 'webgpu' ? 'The sender’s run' : null,
    here.device === 'webgpu' ? 'this run' : null,
  ].filter((who) => who !== null);
  if (onGpu.length === 0) return null;
  const [first = '', second] = onGpu;
  const who = second ? `${first} and ${second} were` : `${first} was`;
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} computed on a GPU, which rounds in its own way: the runs can be similar at best.`;
}
