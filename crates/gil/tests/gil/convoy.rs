//! Who waits for whom, and for how long.

use gil::SwitchInterval;
use gil::convoy::{Doing, Happening, Scheme, Task, Timeline, WAKE_UP, simulate};

const SCHEMES: [Scheme; 3] = [Scheme::ticks(), Scheme::gil(), Scheme::Free];

/// One second of computing beside a hundred short reads.
fn convoy() -> [Task; 2] {
    [
        Task::new("compute").compute(1_000_000),
        Task::new("read")
            .compute(10)
            .then(100, |task| task.block(100).compute(10)),
    ]
}

/// The stretches of a thread lie end to end, and computing excludes computing unless there is no lock.
pub(crate) fn audit(scheme: Scheme, tasks: &[Task], timeline: &Timeline) {
    for (at, task) in tasks.iter().enumerate() {
        let spans: Vec<_> = timeline
            .spans()
            .iter()
            .filter(|span| span.task == at)
            .collect();
        let mut end = 0;
        for span in &spans {
            assert_eq!(span.from, end, "{}: a gap or an overlap", task.name);
            assert!(span.to > span.from);
            end = span.to;
        }
        let time = |doing| -> u64 {
            let spans = spans.iter().filter(|span| span.doing == doing);
            spans.map(|span| span.to - span.from).sum()
        };
        let asked = |blocks: bool| -> u64 {
            let pieces = task.work().iter().map(|work| match work {
                gil::convoy::Work::Compute(time) if !blocks => *time,
                gil::convoy::Work::Block(time) if blocks => *time,
                _ => 0,
            });
            pieces.sum()
        };
        assert_eq!(time(Doing::Computes), asked(false), "{}", task.name);
        assert_eq!(time(Doing::Blocks), asked(true), "{}", task.name);
    }
    if let Scheme::Gil { switch_interval } = scheme {
        // Nobody asks a holder that has just begun.
        let mut taken = 0;
        for happening in timeline.happenings() {
            match happening {
                Happening::Takes { at, .. } => taken = *at,
                Happening::DropRequest { at, .. } => {
                    assert!(
                        at - taken >= switch_interval.microseconds(),
                        "asked at {at}"
                    );
                }
                _ => {}
            }
        }
    }
    if scheme != Scheme::Free {
        let mut computing: Vec<_> = timeline
            .spans()
            .iter()
            .filter(|span| span.doing == Doing::Computes)
            .collect();
        computing.sort_by_key(|span| span.from);
        for pair in computing.windows(2) {
            assert!(pair[0].to <= pair[1].from, "two hold the lock: {pair:?}");
        }
    }
}

#[test]
fn the_old_lock_lets_the_reader_starve() {
    let tasks = convoy();
    let timeline = simulate(Scheme::ticks(), &tasks);
    audit(Scheme::ticks(), &tasks, &timeline);
    // The first read is ready early and computes only after the whole second.
    assert!(timeline.longest_wait(1) > 998_000);
    let is_for_nothing = |h: &&Happening| matches!(h, Happening::WokenForNothing { task: 1, .. });
    let for_nothing = timeline.happenings().iter().filter(is_for_nothing).count();
    assert!(
        for_nothing > 10_000,
        "woken for nothing only {for_nothing} times"
    );
    assert_eq!(timeline.switches(), 1);
}

#[test]
fn the_new_lock_bounds_each_wait_by_the_interval() {
    let tasks = convoy();
    let timeline = simulate(Scheme::gil(), &tasks);
    audit(Scheme::gil(), &tasks, &timeline);
    assert_eq!(timeline.waits(1), [5_000 + WAKE_UP; 101]);
    let shorter = Scheme::Gil {
        switch_interval: SwitchInterval::from_microseconds(500),
    };
    assert_eq!(simulate(shorter, &tasks).longest_wait(1), 500 + WAKE_UP);
}

#[test]
fn without_a_lock_nobody_waits() {
    let tasks = convoy();
    let timeline = simulate(Scheme::Free, &tasks);
    audit(Scheme::Free, &tasks, &timeline);
    assert_eq!(timeline.done(0), 1_000_000);
    assert_eq!(timeline.done(1), 10 + 100 * 110);
    assert!(timeline.waits(1).is_empty());
    assert!(timeline.happenings().is_empty());
}

/// Two threads that compute: with a lock they take twice as long as one, without it they don't.
#[test]
fn two_computations_share_or_not() {
    let tasks = [
        Task::new("a").compute(100_000),
        Task::new("b").compute(100_000),
    ];
    assert_eq!(simulate(Scheme::Free, &tasks).end(), 100_000);
    for scheme in [Scheme::gil(), Scheme::ticks()] {
        let timeline = simulate(scheme, &tasks);
        audit(scheme, &tasks, &timeline);
        let end = timeline.end();
        let overhead = end - 200_000;
        // A switch costs the time that somebody needs to wake up, or less if it was waking up anyway.
        let switches = timeline.switches() as u64;
        assert!(
            overhead > 0 && overhead <= switches * WAKE_UP,
            "{scheme:?}: {overhead}"
        );
    }
    // The new lock switches each 5 ms; the old one only at the end.
    assert!(simulate(Scheme::gil(), &tasks).switches() > 30);
    assert_eq!(simulate(Scheme::ticks(), &tasks).switches(), 1);
}

/// A reader beside three who compute waits for a turn of each, and no longer.
#[test]
fn the_more_compute_the_longer_the_wait() {
    let longest = |computing: usize| {
        let mut tasks = vec![Task::new("compute").compute(500_000); computing];
        tasks.push(
            Task::new("read")
                .compute(10)
                .then(20, |task| task.block(100).compute(10)),
        );
        let timeline = simulate(Scheme::gil(), &tasks);
        audit(Scheme::gil(), &tasks, &timeline);
        timeline.longest_wait(computing)
    };
    let turn = 5_000 + WAKE_UP;
    assert_eq!(longest(1), turn);
    assert!(
        (2 * turn - 200..=2 * turn).contains(&longest(2)),
        "{}",
        longest(2)
    );
    assert!(
        (3 * turn - 300..=3 * turn).contains(&longest(3)),
        "{}",
        longest(3)
    );
}

/// `time.sleep` in two threads overlaps under every scheme: a blocking call has let go of the lock.
#[test]
fn sleeping_releases_the_lock() {
    let tasks = ["a", "b"].map(|name| Task::new(name).compute(10).block(50_000).compute(10));
    for scheme in SCHEMES {
        let timeline = simulate(scheme, &tasks);
        audit(scheme, &tasks, &timeline);
        assert!(timeline.end() < 51_000, "{scheme:?}: {}", timeline.end());
    }
}

/// The first steps of the new lock, in order: taken, asked for, dropped, taken.
#[test]
fn the_steps_of_a_switch() {
    let tasks = [Task::new("a").compute(8_000), Task::new("b").compute(100)];
    let timeline = simulate(Scheme::gil(), &tasks);
    assert_eq!(
        timeline.happenings(),
        [
            Happening::Takes { task: 0, at: 0 },
            Happening::DropRequest { by: 1, at: 5_000 },
            Happening::Drops { task: 0, at: 5_000 },
            Happening::Takes { task: 1, at: 5_050 },
            Happening::Drops { task: 1, at: 5_150 },
            Happening::Takes { task: 0, at: 5_200 },
            Happening::Drops { task: 0, at: 8_200 },
        ]
    );
    let first = timeline.happenings()[1].to_string();
    assert_eq!(first, "    5000 µs  thread 1 asks for it");
    assert_eq!(timeline.draw(1_000), "a #####.###\nb ......\n");
}

#[test]
fn nothing_to_do_is_done_at_once() {
    for scheme in SCHEMES {
        assert_eq!(simulate(scheme, &[]).end(), 0);
        assert_eq!(simulate(scheme, &[Task::new("idle")]).end(), 0);
        assert_eq!(simulate(scheme, &[Task::new("short").compute(0)]).end(), 0);
    }
}
