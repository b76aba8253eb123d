/** Runs compiled programs: a record at a time, an agent at a time, the agents shared out over threads. */
import { END, JOB, JOB_TABLE, JOB_TOTAL, JOB_WORKSPACES } from '../../lowering/abi';
import { KERNELS } from '../build/table.as';
import { setWorkspace } from './record.as';

/** Runs an agent's records. */
export function runRecords(record: usize): void {
  for (let opcode = load<i32>(record); opcode != END; opcode = load<i32>(record)) {
    unchecked(KERNELS[opcode])(record);
    record += <usize>load<u32>(record, 4) << 2;
  }
}

/** Runs the job on the calling thread alone. */
export function runAlone(): void {
  setWorkspace(load<u32>(JOB + (JOB_WORKSPACES << 2)));
  const total = load<u32>(JOB + (JOB_TOTAL << 2));
  let entry: usize = load<u32>(JOB + (JOB_TABLE << 2));
  for (let i: u32 = 0; i < total; i++) {
    runRecords(load<u32>(entry));
    entry += 4;
  }
}
