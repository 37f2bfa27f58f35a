//! Who computes and who waits for the lock, drawn from runs of the model in virtual time.

use gil::convoy::{Doing, Scheme, Task, Timeline, simulate};

use crate::canvas::{Anchor, Block, Canvas, Ink, Text, WIDTH};
use crate::plot::thousands;
use crate::{Error, Figure, Table};

/// Where the bars begin and end; the threads' names stand in front.
const LEFT: f64 = 82.0;
const RIGHT: f64 = WIDTH - 8.0;

/// Height of a thread's bar, and from one thread to the next.
const BAR: f64 = 20.0;
const ROW: f64 = 32.0;

/// One thread computes for 36 ms. Another one needs the lock for 0.2 ms, and waits 1 ms for its next request, five times.
fn tasks() -> [Task; 2] {
    [
        Task::new("computes").compute(36_000),
        Task::new("answers")
            .compute(200)
            .then(5, |task| task.block(1_000).compute(200)),
    ]
}

/// The time axis of all drawings here, in microseconds.
const HORIZON: u64 = 44_000;

fn place(at: u64) -> f64 {
    LEFT + (RIGHT - LEFT) * at.min(HORIZON) as f64 / HORIZON as f64
}

/// The rows of one run, from `top` downwards; returns where the next thing may stand.
fn rows(canvas: &mut Canvas, timeline: &Timeline, names: &[&str], top: f64) -> f64 {
    for (task, name) in names.iter().enumerate() {
        let y = top + ROW * task as f64;
        canvas.text(Text::new(0.0, y + BAR * 0.75, name));
        for span in timeline.spans().iter().filter(|span| span.task == task) {
            bar(
                canvas,
                span.doing,
                place(span.from),
                place(span.to),
                y,
                task,
            );
        }
    }
    top + ROW * names.len() as f64
}

/// A stretch of time: filled, hollow with dashes, or a thin line, so that it can be told without colour.
fn bar(canvas: &mut Canvas, doing: Doing, from: f64, to: f64, y: f64, series: usize) {
    match doing {
        Doing::Computes => canvas.shape(
            &[(from, y), (to, y), (to, y + BAR), (from, y + BAR)],
            Ink::Series(series),
        ),
        Doing::Waits => canvas.block(Block {
            at: (from, y + 3.0),
            size: (to - from, BAR - 6.0),
            round: 0.0,
            ground: Ink::Sheet,
            border: Ink::Muted,
            thick: 1.0,
            dash: "2 3",
        }),
        Doing::Blocks => canvas.line(
            &[(from, y + BAR / 2.0), (to, y + BAR / 2.0)],
            Ink::Muted,
            1.5,
        ),
    }
}

/// The axis with its numbers, and what the three kinds of bar mean.
fn foot(canvas: &mut Canvas, top: f64) -> f64 {
    canvas.line(&[(LEFT, top), (RIGHT, top)], Ink::Rule, 1.0);
    for ms in (0..=HORIZON / 1_000).step_by(10) {
        let x = place(ms * 1_000);
        canvas.line(&[(x, top), (x, top + 5.0)], Ink::Rule, 1.0);
        let anchor = if ms * 1_000 == HORIZON {
            Anchor::End
        } else {
            Anchor::Middle
        };
        canvas.text(
            Text::new(x, top + 20.0, &ms.to_string())
                .anchor(anchor)
                .ink(Ink::Muted),
        );
    }
    canvas.text(Text::new(0.0, top + 20.0, "ms").ink(Ink::Muted));
    let y = top + 34.0;
    let mut x = 0.0;
    for (doing, words, room) in [
        (Doing::Computes, "has the lock", 128.0),
        (Doing::Waits, "waits for the lock", 166.0),
        (Doing::Blocks, "needs no lock", 0.0),
    ] {
        bar(canvas, doing, x, x + 26.0, y, 0);
        canvas.text(Text::new(x + 32.0, y + BAR * 0.75, words).ink(Ink::Muted));
        x += room;
    }
    y + BAR + 6.0
}

/// Milliseconds with two decimals.
fn ms(microseconds: u64) -> String {
    format!("{:.2}", microseconds as f64 / 1e3)
}

/// How much of its time until it was done a thread spent waiting for the lock, in microseconds.
fn waited(timeline: &Timeline, task: usize) -> u64 {
    timeline.waits(task).into_iter().sum()
}

pub(super) fn under_the_lock() -> Result<Figure, Error> {
    let timeline = simulate(Scheme::gil(), &tasks());
    let mut canvas = Canvas::new();
    let end = rows(&mut canvas, &timeline, &["computes", "answers"], 4.0);
    let height = foot(&mut canvas, end + 4.0);
    let mut table = Table::new(["wait of the thread that answers", "milliseconds"]);
    for (index, wait) in timeline.waits(1).into_iter().enumerate() {
        table.row([(index + 1).to_string(), ms(wait)]);
    }
    let (waiting, done) = (waited(&timeline, 1), timeline.done(1));
    Ok(Figure {
        title: "A thread that needs the lock for a moment waits for one that computes".to_owned(),
        notice: format!(
            "The thread below needs the lock for 0.2 milliseconds at a time, and each time it stands in front of it \
             for a whole switch interval: {} of the {} milliseconds until it is done. The wide hollow bars are that waiting.",
            ms(waiting),
            ms(done)
        ),
        description: format!(
            "Two threads over {} milliseconds. The first one has the lock nearly all the time. The second one has it for \
             short moments, blocks for a millisecond, and then waits for the lock up to {} milliseconds, {} times.",
            HORIZON / 1_000,
            ms(timeline.longest_wait(1)),
            timeline.waits(1).len()
        ),
        table,
        height,
        body: canvas.into_body(),
    })
}

pub(super) fn schemes() -> Result<Figure, Error> {
    let runs = [
        ("a hundred ticks, to 3.1", Scheme::ticks()),
        ("a switch interval, from 3.2", Scheme::gil()),
        ("no lock", Scheme::Free),
    ]
    .map(|(title, scheme)| (title, simulate(scheme, &tasks())));
    let mut canvas = Canvas::new();
    let mut table = Table::new([
        "rule",
        "the one that answers waits at most, ms",
        "it is done after, ms",
        "woken for nothing",
    ]);
    let mut top = 0.0;
    for (title, timeline) in &runs {
        canvas.text(Text::new(0.0, top + 15.0, title).bold());
        top = rows(&mut canvas, timeline, &["computes", "answers"], top + 24.0) + 10.0;
        table.row([
            (*title).to_owned(),
            ms(timeline.longest_wait(1)),
            ms(timeline.done(1)),
            thousands(woken_for_nothing(timeline) as f64),
        ]);
    }
    let height = foot(&mut canvas, top);
    let [(_, ticks), (_, lock), (_, free)] = &runs;
    Ok(Figure {
        title: "The same two threads under three rules".to_owned(),
        notice: format!(
            "Each thread has a core of its own. With ticks the answering thread is woken {} times and always comes too late: \
             it gets its turn when the other is done. With the interval it waits {} milliseconds at most. \
             Without a lock it doesn't wait, and is done after {}.",
            thousands(woken_for_nothing(ticks) as f64),
            ms(lock.longest_wait(1)),
            ms(free.done(1))
        ),
        description: String::new(),
        table,
        height,
        body: canvas.into_body(),
    })
}

/// How often a thread woke up and found the lock taken.
fn woken_for_nothing(timeline: &Timeline) -> usize {
    let happenings = timeline.happenings().iter();
    happenings
        .filter(|happening| matches!(happening, gil::convoy::Happening::WokenForNothing { .. }))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_below_the_figures_is_what_they_show() {
        let [ticks, lock, free] =
            [Scheme::ticks(), Scheme::gil(), Scheme::Free].map(|scheme| simulate(scheme, &tasks()));
        // With ticks the answering thread waits for the end of the other.
        assert!(ticks.done(1) > ticks.done(0));
        assert!(woken_for_nothing(&ticks) > 100);
        // With the interval each of its waits is one interval and the time to wake up.
        assert!(
            lock.waits(1)
                .iter()
                .skip(1)
                .all(|wait| (5_000..5_100).contains(wait))
        );
        assert_eq!(woken_for_nothing(&lock), 0);
        assert_eq!(free.waits(1), [0_u64; 0]);
        // All runs fit the axis.
        for timeline in [ticks, lock, free] {
            assert!(timeline.end() <= HORIZON, "{} µs", timeline.end());
        }
    }
}
