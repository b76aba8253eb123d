/** Sharing a job's agents out over threads, through a counter in shared memory. */
import {
  JOB, JOB_DONE, JOB_EPOCH, JOB_MAY_SLEEP, JOB_QUIT, JOB_REMAINING, JOB_SLEEPERS, JOB_TABLE, JOB_TOTAL, JOB_WORKSPACES,
} from '../../lowering/abi';
import { setWorkspace } from './record.as';
import { runRecords } from './run.as';

/** Looks at the counter before a thread goes to sleep: about 50 µs. */
const SPINS: i32 = 20000;

// @ts-ignore: decorator
@inline
function field(name: i32): usize {
  return JOB + (name << 2);
}

/** Takes agents of the job until none is left. The list begins with the costliest. */
function work(thread: i32): void {
  while (true) {
    const remaining = atomic.sub<i32>(field(JOB_REMAINING), 1);
    if (remaining <= 0) return;
    // The job cannot end before this agent is done, so its description stands still from here on.
    setWorkspace(load<u32>(JOB + ((JOB_WORKSPACES + thread) << 2)));
    const index = load<i32>(field(JOB_TOTAL)) - remaining;
    runRecords(load<u32>(<usize>load<u32>(field(JOB_TABLE)) + (<usize>index << 2)));
    if (atomic.add<i32>(field(JOB_DONE), 1) + 1 == load<i32>(field(JOB_TOTAL))) atomic.notify(field(JOB_DONE), 1);
  }
}

/**
 * Runs the job that the host has described, together with the threads in {@link serve}. The total is loaded anew where
 * it is needed: V8's baseline compiler (seen in Node 20) ruins a local that was the source of an atomic store.
 */
export function runShared(): void {
  atomic.store<i32>(field(JOB_DONE), 0);
  atomic.store<i32>(field(JOB_REMAINING), load<i32>(field(JOB_TOTAL)));
  atomic.add<i32>(field(JOB_EPOCH), 1);
  if (atomic.load<i32>(field(JOB_SLEEPERS))) atomic.notify(field(JOB_EPOCH), -1);
  work(0);
  let spins = SPINS;
  while (true) {
    const done = atomic.load<i32>(field(JOB_DONE));
    if (done == load<i32>(field(JOB_TOTAL))) return;
    if (spins > 0) spins--;
    else if (load<i32>(field(JOB_MAY_SLEEP))) atomic.wait<i32>(field(JOB_DONE), done, -1);
  }
}

/** A helping thread's life: it returns when the host quits. */
export function serve(thread: i32): void {
  let seen = 0; // number of the last job it took part in
  while (true) {
    let spins = SPINS;
    while (atomic.load<i32>(field(JOB_EPOCH)) == seen) {
      if (--spins > 0) continue;
      atomic.add<i32>(field(JOB_SLEEPERS), 1);
      atomic.wait<i32>(field(JOB_EPOCH), seen, -1);
      atomic.sub<i32>(field(JOB_SLEEPERS), 1);
    }
    seen = atomic.load<i32>(field(JOB_EPOCH));
    if (atomic.load<i32>(field(JOB_QUIT))) return;
    work(thread);
  }
}
