//! [`Process`]: a contender's process, seen from the outside.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A contender's process. It is started when it is first asked, and again after it died.
pub struct Process {
    command: Command,
    running: Option<(Child, BufReader<ChildStdout>)>,
}

impl Process {
    /// One that is not started yet.
    pub fn new(mut command: Command) -> Process {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Process {
            command,
            running: None,
        }
    }

    /// Has it run an operation, and returns the reading of each step.
    ///
    /// # Errors
    ///
    /// Why it can't, as it is to stand in a table.
    pub fn ask(&mut self, operation: &str, count: usize) -> Result<Vec<u64>, String> {
        let (child, output) = match &mut self.running {
            Some(running) => running,
            None => {
                let mut child = self.command.spawn().map_err(|error| {
                    let program = self.command.get_program().display();
                    format!("{program} can't be started: {error}")
                })?;
                let output = child.stdout.take().expect("its output is piped");
                self.running.insert((child, BufReader::new(output)))
            }
        };
        let input = child.stdin.as_mut().expect("its input is piped");
        let mut answer = String::new();
        // When it is dead already, it has no answer, and that is looked at below.
        let _ = writeln!(input, "{operation} {count}");
        let _ = output.read_line(&mut answer);
        let answer = answer.trim_end();
        if answer.is_empty() {
            return Err(self.stop());
        }
        if let Some(reason) = answer.strip_prefix("- ") {
            return Err(reason.to_owned());
        }
        answer
            .split(' ')
            .map(|reading| reading.parse())
            .collect::<Result<_, _>>()
            .map_err(|_| format!("answers {answer:?}"))
    }

    /// Ends it, and says what it said last.
    fn stop(&mut self) -> String {
        let Some((mut child, _)) = self.running.take() else {
            return String::new();
        };
        drop(child.stdin.take());
        let mut said = String::new();
        if let Some(mut errors) = child.stderr.take() {
            // What can't be read isn't told.
            let _ = errors.read_to_string(&mut said);
        }
        let status = child.wait();
        if said.contains("overflowed its stack") {
            return "overflows the stack".to_owned();
        }
        match (said.trim_end().lines().last(), status) {
            (Some(line), _) => line.to_owned(),
            (None, Ok(status)) => status.to_string(),
            (None, Err(error)) => error.to_string(),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}
