//! Laws that hold for whatever comes.

use gil::bytecode::{Program, Statement, explore};
use gil::convoy::{Scheme, Task, simulate};
use gil::{Object, SwitchInterval, Threads};
use proptest::collection::vec;
use proptest::prelude::*;
use version::Version;

/// What a thread may do with the object: all threads and references are those of the table in the test.
#[derive(Clone, Debug)]
enum Step {
    Incref(usize),
    Give { from: usize, to: usize },
    Decref(usize),
    Merge,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..3usize).prop_map(Step::Incref),
        (0..3usize, 0..3usize).prop_map(|(from, to)| Step::Give { from, to }),
        (0..3usize).prop_map(Step::Decref),
        Just(Step::Merge),
    ]
}

fn task() -> impl Strategy<Value = Task> {
    let work = (any::<bool>(), 0..20_000u64);
    vec(work, 0..6).prop_map(|work| {
        let add = |task: Task, (blocks, time)| match blocks {
            true => task.block(time),
            false => task.compute(time),
        };
        work.into_iter().fold(Task::new("t"), add)
    })
}

proptest! {
    /// However references are taken, given away and dropped, the object lives exactly as long as there is one,
    /// counting those that wait in the owner's queue.
    #[test]
    fn an_object_lives_as_long_as_there_is_a_reference(steps in vec(step(), 0..60)) {
        let threads = Threads::new();
        let table: Vec<_> = (0..3).map(|_| threads.attach()).collect();
        let object: Object<()> = table[0].make(());
        let mut held = [1usize, 0, 0];
        let mut died = 0;
        for step in steps {
            match step {
                Step::Incref(thread) if held[thread] > 0 => {
                    object.incref(&table[thread]);
                    held[thread] += 1;
                }
                Step::Give { from, to } if held[from] > 0 => {
                    held[from] -= 1;
                    held[to] += 1;
                }
                Step::Decref(thread) if held[thread] > 0 => {
                    held[thread] -= 1;
                    died += usize::from(object.decref(&table[thread]).is_some());
                }
                Step::Merge => died += table[0].merge_refcounts().len(),
                _ => {}
            }
            let references: usize = held.iter().sum();
            if references > 0 {
                prop_assert!(object.get(|_| ()).is_ok(), "freed too early");
                let counted = object.counts().refcnt() as usize;
                // The queue has at most one reference.
                prop_assert!(counted == references || counted == references + 1);
            }
        }
        for thread in 0..3 {
            for _ in 0..held[thread] {
                died += usize::from(object.decref(&table[thread]).is_some());
            }
        }
        died += table[0].merge_refcounts().len();
        prop_assert_eq!(died, 1);
    }

    /// Whatever the tasks, the stretches add up and the lock is held by one at a time.
    #[test]
    fn timelines_add_up(
        tasks in vec(task(), 0..5),
        interval in 1..10_000u64,
        check_every in 1..200u64,
    ) {
        let switch_interval = SwitchInterval::from_microseconds(interval);
        for scheme in [Scheme::Gil { switch_interval }, Scheme::Ticks { check_every }, Scheme::Free] {
            let timeline = simulate(scheme, &tasks);
            crate::convoy::audit(scheme, &tasks, &timeline);
        }
    }

    /// No order makes updates out of nothing, and some order loses none.
    #[test]
    fn endings_lie_between_one_and_all(minor in 8u8..16, bare: bool, times in 1u32..4, call: bool) {
        let version = Version::newest(3, minor).unwrap();
        let version = if bare && minor >= 13 { version.without_gil() } else { version };
        let statement = if call { Statement::AddOneThroughCall } else { Statement::AddOne };
        let orders = explore(&Program::new(version, statement, times), 2);
        let all = orders.expected();
        prop_assert!(orders.endings().contains_key(&all));
        prop_assert!(orders.endings().keys().all(|c| (1..=all).contains(c)));
        for c in orders.endings().keys() {
            prop_assert!(orders.order_to(*c).is_some());
        }
    }

    /// An interval is what was asked for, cut to whole microseconds.
    #[test]
    fn an_interval_is_cut_to_microseconds(seconds in -1.0..1000.0f64) {
        match SwitchInterval::from_seconds(seconds) {
            Ok(interval) => {
                prop_assert!(seconds > 0.0);
                let cut = seconds - interval.seconds();
                prop_assert!((-1e-9..1.001e-6).contains(&cut), "{cut}");
            }
            Err(_) => prop_assert!(seconds <= 0.0),
        }
    }
}
