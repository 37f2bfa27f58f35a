//! What a contender's own process does: it reads lines `operation count`,
//! and answers each with a line of readings, one for each step, or with `- ` and the reason why it can't.
//!
//! Each contender has a process of its own, so that none inherits an allocator in which another has left holes,
//! and so that one that overflows its stack is a cell of the table and not the end of the run.

use std::io::{self, BufRead, Write};

use crate::meter::{Gauge, Meter, Run};

/// Answers until the input ends.
///
/// # Errors
///
/// When the parent is gone.
pub fn serve(run: Run, gauge: &mut dyn Gauge) -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer = match line.split_once(' ') {
            Some((operation, count)) => {
                let count = count.parse().expect("the count is a number");
                answer(run, operation, count, gauge)
            }
            None => format!("- a line is `operation count`, and this is {line:?}"),
        };
        println!("{answer}");
        io::stdout().flush()?;
    }
    Ok(())
}

fn answer(run: Run, operation: &str, count: usize, gauge: &mut dyn Gauge) -> String {
    let mut meter = Meter::new(gauge);
    match run(operation, count, &mut meter) {
        Ok(()) => {
            let readings = meter.into_readings();
            let texts: Vec<String> = readings.iter().map(u64::to_string).collect();
            texts.join(" ")
        }
        Err(reason) => format!("- {reason}"),
    }
}
