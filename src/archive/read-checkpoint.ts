import { canonicalJson } from '#core/canonical-json.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Checkpoint, Origin } from '#protocol/messages.ts';
import { Damage, needFields, needInteger, needList, needText } from './damage.ts';
import { needPlainState } from './plain-state.ts';
import { readEdits } from './read-run.ts';
import { configAt, type RunRecord } from './run-record.ts';

/** A checkpoint that fits its run; its state is the engine's, which checks that itself. Throws a {@link Damage}. */
export function checkCheckpoint(value: unknown, record: RunRecord): Checkpoint {
  const kept = needFields(value, 'the checkpoint');
  needPlainState(kept['state'], 'the checkpoint');
  const generation = needInteger(
    kept['generation'],
    "the checkpoint's generation",
    0,
    record.generations,
  );
  return {
    engine: needText(kept['engine'], "the checkpoint's engine"),
    config: sameConfig(kept['config'], configAt(record, generation)),
    initial: sameConfig(kept['initial'], record.config),
    edits: readEdits(kept['edits']),
    replay: readEdits(kept['replay']),
    ...(kept['origin'] !== undefined && { origin: readOrigin(kept['origin']) }),
    generation,
    state: kept['state'],
  };
}

/** Reads where a run came from that branched off, or whose founders were kept. */
function readOrigin(value: unknown): Origin {
  const { before, founder } = needFields(value, "the checkpoint's origin");
  return {
    before: needList(before, 'the stretches before the run', 1000).map((stretch) => {
      const { config, edits, until } = needFields(stretch, 'a stretch before the run');
      needPlainState(config, 'the settings of a stretch');
      return {
        config: needFields(config, 'the settings of a stretch') as unknown as RunConfig, // parsed before it runs
        edits: readEdits(edits),
        until: needInteger(until, 'the end of a stretch', 0, 1000),
      };
    }),
    ...(founder !== undefined && { founder: needText(founder, 'the founder', 1000) }),
  };
}

/** The run's own configuration, if the checkpoint was taken under it. */
function sameConfig(kept: unknown, own: RunConfig): RunConfig {
  if (isSame(kept, own)) return own;
  throw new Damage('the checkpoint was taken with other settings than the run has');
}

function isSame(kept: unknown, own: RunConfig): boolean {
  needPlainState(needFields(kept, "the checkpoint's settings"), "the checkpoint's settings");
  return canonicalJson(kept) === canonicalJson(own);
}
