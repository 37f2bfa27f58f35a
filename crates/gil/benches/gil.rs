//! What taking turns costs, and what counting costs, a hundred to a million times.
//!
//! `cargo bench -p gil`

use std::hint::black_box;
use std::sync::Mutex;
use std::thread;

use divan::Bencher;
use gil::{Atomic, Biased, Count, Gil, Locked, Log, Racy, SwitchInterval, ThreadId, Ticks};

const TIMES: [usize; 3] = [100, 10_000, 1_000_000];

fn main() {
    divan::main();
}

/// Nobody else wants the lock.
#[divan::bench_group(max_time = 1)]
mod take_and_drop {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn gil(times: usize) {
        let lock = Gil::new(0usize);
        for _ in 0..times {
            *lock.take() += 1;
        }
    }

    #[divan::bench(args = TIMES)]
    fn gil_observed(times: usize) {
        let lock = Gil::observed(0usize, Log::default());
        for _ in 0..times {
            *lock.take() += 1;
        }
    }

    #[divan::bench(args = TIMES)]
    fn ticks(times: usize) {
        let lock = Ticks::new(0usize);
        for _ in 0..times {
            *lock.take() += 1;
        }
    }

    /// What Rust programs use.
    #[divan::bench(args = TIMES)]
    fn std_mutex(times: usize) {
        let lock = Mutex::new(0usize);
        for _ in 0..times {
            *lock.lock().unwrap() += 1;
        }
    }
}

/// The look at `eval_breaker` that nobody answers.
#[divan::bench_group(max_time = 1)]
mod checkpoint {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn gil(times: usize) {
        let lock = Gil::new(0usize);
        let mut held = lock.take();
        for _ in 0..times {
            *held += 1;
            held.checkpoint();
        }
    }

    #[divan::bench(args = TIMES)]
    fn ticks(times: usize) {
        let lock = Ticks::new(0usize);
        let mut held = lock.take();
        for _ in 0..times {
            *held += 1;
            held.checkpoint();
        }
    }
}

/// Two threads by turns: each lets go until the other one has counted.
#[divan::bench_group(sample_count = 3, sample_size = 1)]
mod hand_over {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn gil(times: usize) {
        let lock = Gil::new(0usize);
        lock.set_switch_interval(SwitchInterval::NEVER);
        thread::scope(|scope| {
            for me in 0..2 {
                let lock = &lock;
                scope.spawn(move || {
                    let mut turn = lock.take();
                    while *turn < times {
                        if *turn % 2 == me {
                            *turn += 1;
                        }
                        turn.allow_threads(thread::yield_now);
                    }
                });
            }
        });
    }

    #[divan::bench(args = TIMES)]
    fn ticks(times: usize) {
        let lock = Ticks::new(0usize);
        thread::scope(|scope| {
            for me in 0..2 {
                let lock = &lock;
                scope.spawn(move || {
                    let mut turn = lock.take();
                    while *turn < times {
                        if *turn % 2 == me {
                            *turn += 1;
                        }
                        turn.allow_threads(thread::yield_now);
                    }
                });
            }
        });
    }
}

/// One reference more and one fewer.
fn up_and_down(count: &impl Count, times: usize) {
    for _ in 0..times {
        count.incref();
        black_box(count.decref());
    }
}

fn biased(counts: &Biased, thread: ThreadId, times: usize) {
    for _ in 0..times {
        counts.incref(thread);
        let _ = black_box(counts.decref(thread));
    }
}

const OWNER: ThreadId = ThreadId::new(1);
const OTHER: ThreadId = ThreadId::new(2);

/// One thread counts.
#[divan::bench_group(max_time = 1)]
mod count {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn without_atomics(bencher: Bencher, times: usize) {
        bencher.bench_local(|| {
            let mut count = black_box(1isize);
            for _ in 0..times {
                count = black_box(count + 1);
                count = black_box(count - 1);
            }
            count
        });
    }

    #[divan::bench(args = TIMES)]
    fn racy(bencher: Bencher, times: usize) {
        let count = Racy::new(1);
        bencher.bench_local(|| up_and_down(&count, times));
    }

    #[divan::bench(args = TIMES)]
    fn atomic(bencher: Bencher, times: usize) {
        let count = Atomic::new(1);
        bencher.bench_local(|| up_and_down(&count, times));
    }

    #[divan::bench(args = TIMES)]
    fn locked(bencher: Bencher, times: usize) {
        let count = Locked::new(1);
        bencher.bench_local(|| up_and_down(&count, times));
    }

    #[divan::bench(args = TIMES)]
    fn biased_by_the_owner(bencher: Bencher, times: usize) {
        let counts = Biased::new(OWNER);
        bencher.bench_local(|| biased(&counts, OWNER, times));
    }

    #[divan::bench(args = TIMES)]
    fn biased_by_another(bencher: Bencher, times: usize) {
        let counts = Biased::new(OWNER);
        bencher.bench_local(|| biased(&counts, OTHER, times));
    }

    #[divan::bench(args = TIMES)]
    fn immortal(bencher: Bencher, times: usize) {
        let counts = Biased::immortal();
        bencher.bench_local(|| biased(&counts, OWNER, times));
    }
}

/// Two threads count the references of one object at once.
#[divan::bench_group(max_time = 1)]
mod count_by_two {
    use super::*;

    fn both(first: impl FnOnce() + Send, second: impl FnOnce() + Send) {
        thread::scope(|scope| {
            scope.spawn(first);
            scope.spawn(second);
        });
    }

    #[divan::bench(args = TIMES)]
    fn atomic(times: usize) {
        let count = &Atomic::new(1);
        both(|| up_and_down(count, times), || up_and_down(count, times));
    }

    #[divan::bench(args = TIMES)]
    fn locked(times: usize) {
        let count = &Locked::new(1);
        both(|| up_and_down(count, times), || up_and_down(count, times));
    }

    #[divan::bench(args = TIMES)]
    fn biased_by_owner_and_another(times: usize) {
        let counts = &Biased::new(OWNER);
        both(
            || biased(counts, OWNER, times),
            || biased(counts, OTHER, times),
        );
    }
}
