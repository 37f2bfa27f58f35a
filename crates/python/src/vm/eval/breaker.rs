//! `eval_breaker`: everything that may come between two instructions, folded into one moment.

use crate::code::Op;
use crate::event::Step;
use crate::vm::{Exc, R, Stop, Vm};

impl Vm {
    /// The moment has come, after the instruction `done` or at the begin of the loop.
    /// Says whether another thread may want its turn now.
    #[cold]
    #[inline(never)]
    pub(super) fn pause_after(&mut self, done: Option<Op>) -> R<bool> {
        // What came while the last instruction ran comes before the next one.
        if self.clock.now() >= self.threads.next_event {
            self.pass();
        }
        if let (true, Some(op)) = (self.threads.breaker, done) {
            self.threads.done = op;
            return Ok(true);
        }
        self.clock.step();
        self.look_up()?;
        Ok(false)
    }

    /// The moment has come, or the run is to end: looks what there is, and says when to look again.
    fn look_up(&mut self) -> R<()> {
        if self.clock.now() >= self.threads.next_event {
            self.pass();
        }
        if self.clock.steps() > self.limits.steps {
            return Err(Exc::Stop(Stop::Steps(self.limits.steps)));
        }
        if let Some(stop) = self.stop.take() {
            return Err(Exc::Stop(stop));
        }
        let recorder = self.heap.observer();
        let (records, traces) = (recorder.records, recorder.tracer.is_some());
        let audits = self.auditor.is_some();
        if audits {
            self.audit_next_line();
        }
        if records {
            self.record_line();
        }
        if traces {
            self.mark_next_place();
        }
        if self.is_traced() {
            self.trace_next()?;
        }
        let is_told = self.thread.tracing.is_on();
        // Whoever records, traces or audits wants to know of each line.
        self.pause = if records || traces || audits || is_told || self.threads.breaker {
            0
        } else {
            let event = self.threads.next_event.saturating_sub(1);
            event.min(self.clock.when(self.limits.steps))
        };
        Ok(())
    }

    fn audit_next_line(&mut self) {
        let frame = self.top();
        if frame.body.file.is_program {
            let line = frame.body.positions[frame.ip].line;
            self.audit_line(line);
        }
    }

    /// The instruction that comes next is where its blocks are traced to.
    fn mark_next_place(&mut self) {
        self.top().ip += 1;
        self.mark_place();
        self.top().ip -= 1;
    }

    fn record_line(&mut self) {
        let frame = self.top();
        if !frame.body.file.is_program {
            return;
        }
        let line = frame.body.positions[frame.ip].line;
        let steps = &mut self.heap.observer_mut().steps;
        let last = steps.iter().rev().find_map(|step| match step {
            Step::Line(line) => Some(*line),
            _ => None,
        });
        if last != Some(line) {
            steps.push(Step::Line(line));
        }
    }

    /// Begins to write steps down, or ends it. Says whether they were.
    pub(crate) fn record(&mut self, records: bool) -> bool {
        self.pause = 0;
        self.heap.observer_mut().record(records)
    }
}
