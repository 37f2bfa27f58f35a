//! Running one program on one interpreter, isolated and with limits.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::traceback::Uncaught;

/// What a program may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How much address space it may have, in bytes.
    pub memory: u64,
    /// How much it may print, in bytes.
    pub output: usize,
}

impl Default for Limits {
    /// 10 seconds, 1 GiB, and 64 KiB of output.
    fn default() -> Self {
        Limits {
            time: Duration::from_secs(10),
            memory: 1 << 30,
            output: 64 << 10,
        }
    }
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// It ended by itself, with this exit status; 0 is success, and an uncaught
    /// exception gives 1.
    Exit(i32),
    /// A signal ended it: a crash, or the memory limit met in C.
    Crash(i32),
    /// It was still running when its time was over.
    Timeout,
    /// It printed more than it may.
    TooMuch,
}

/// What came of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Standard output and standard error, in the order written. Bytes that are
    /// not UTF-8 became U+FFFD. It is cut where a limit stopped the program.
    pub output: String,
    /// How it ended.
    pub ending: Ending,
}

impl Run {
    /// The uncaught exception that ended it, if one did.
    pub fn uncaught(&self) -> Option<Uncaught<'_>> {
        match self.ending {
            Ending::Exit(1) => Uncaught::find(&self.output),
            _ => None,
        }
    }

    /// Whether another run would end in the same way, as far as one can tell.
    pub(crate) fn is_settled(&self) -> bool {
        matches!(self.ending, Ending::Exit(_))
    }
}

/// The name of the program's file, which tracebacks show.
pub const FILE: &str = "block.py";

/// Runs `program` with the interpreter at `python`, as `python -I -S -u block.py`
/// in a folder that holds nothing else, with an environment of four variables.
///
/// `-I` leaves out the user's settings and folders, `-S` the site packages, and
/// `-u` keeps standard output and standard error in the order written. Both go
/// into one pipe. When the time is over, or too much was printed, the program
/// and all its children are ended.
///
/// # Errors
///
/// When the program could not be started. What it does then is never an error.
pub fn run(python: &Path, program: &str, limits: Limits) -> io::Result<Run> {
    let folder = tempfile::Builder::new().prefix("block-").tempdir()?;
    let place = folder.path().canonicalize()?;
    fs::write(place.join(FILE), program)?;
    let (mut reader, writer) = io::pipe()?;
    let mut command = command(python, limits);
    command
        .args(["-I", "-S", "-u", FILE])
        .current_dir(&place)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .env("HOME", &place)
        .env("TMPDIR", &place)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer);
    // An interpreter on Windows can't start without this one.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    let mut child = command.spawn()?;
    // The command holds the writing end too; the pipe would never end with it.
    drop(command);

    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                break;
            }
        }
    });

    let deadline = Instant::now() + limits.time;
    let mut printed = Vec::new();
    let mut piped = true;
    let stopped = loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break Some(Ending::Timeout);
        }
        // Short waits, since a child of the program may keep the pipe open
        // after the program's own end.
        let wait = left.min(Duration::from_millis(10));
        if piped {
            match receiver.recv_timeout(wait) {
                Ok(bytes) => printed.extend(bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => piped = false,
            }
        } else {
            thread::sleep(wait.min(Duration::from_millis(1)));
        }
        if printed.len() > limits.output {
            break Some(Ending::TooMuch);
        }
        if has_ended(&mut child)? {
            break None;
        }
    };
    end_all(&mut child);
    let status = child.wait()?;
    if stopped.is_none() {
        // Everything is dead, so the pipe ends; what was in it still counts.
        while let Ok(bytes) = receiver.recv_timeout(limits.time) {
            printed.extend(bytes);
        }
    }
    let ending = match stopped {
        Some(ending) => ending,
        None if printed.len() > limits.output => Ending::TooMuch,
        None => ending_of(status),
    };
    printed.truncate(limits.output);
    let output = String::from_utf8_lossy(&printed).into_owned();
    Ok(Run {
        output: without_folder(&output, &place),
        ending,
    })
}

/// From 3.9 on, a traceback names the whole path of the main program; the
/// folder is another in each run, and is not the program's doing.
fn without_folder(output: &str, place: &Path) -> String {
    output.replace(&place.join(FILE).to_string_lossy().into_owned(), FILE)
}

/// The command that starts `python` with the memory limit, as the leader of a
/// process group of its own.
#[cfg(unix)]
fn command(python: &Path, limits: Limits) -> Command {
    use std::os::unix::process::CommandExt;

    // The shell sets the limit before the program begins, which nothing in the
    // standard library does; where a system knows no such limit, it has none.
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg("ulimit -c 0; ulimit -v \"$1\" 2>/dev/null; shift; exec \"$@\"")
        .arg("sh")
        .arg((limits.memory / 1024).to_string())
        .arg(python)
        .process_group(0);
    command
}

#[cfg(not(unix))]
fn command(python: &Path, _limits: Limits) -> Command {
    Command::new(python)
}

/// Whether the program has ended. On Unix it stays a zombie for now, so that
/// the number of its group can't be given to another.
#[cfg(unix)]
fn has_ended(child: &mut Child) -> io::Result<bool> {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    let status = waitid(WaitId::Pid(Pid::from_child(child)), options)?;
    Ok(status.is_some())
}

#[cfg(not(unix))]
fn has_ended(child: &mut Child) -> io::Result<bool> {
    child.try_wait().map(|status| status.is_some())
}

/// Ends the program and every process it started.
#[cfg(unix)]
fn end_all(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};

    // An error means that there is nobody left to end.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(not(unix))]
fn end_all(child: &mut Child) {
    let _ = child.kill();
}

#[cfg(unix)]
fn ending_of(status: ExitStatus) -> Ending {
    use std::os::unix::process::ExitStatusExt;

    match (status.code(), status.signal()) {
        (Some(code), _) => Ending::Exit(code),
        (None, signal) => Ending::Crash(signal.unwrap_or_default()),
    }
}

#[cfg(not(unix))]
fn ending_of(status: ExitStatus) -> Ending {
    status.code().map_or(Ending::Crash(0), Ending::Exit)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Runs a shell script in the place of an interpreter.
    fn script(text: &str, limits: Limits) -> Run {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("python");
        crate::fake::script(&path, text);
        run(&path, "the program\n", limits).expect("the script can be started")
    }

    fn brief() -> Limits {
        Limits {
            time: Duration::from_secs(2),
            ..Limits::default()
        }
    }

    #[test]
    fn a_program_is_alone_in_its_folder_and_gets_its_text() {
        let run = script(
            "echo \"$@\"; ls; cat block.py; echo \"$USER\"; env | wc -l",
            Limits::default(),
        );
        let lines: Vec<_> = run.output.lines().map(str::trim).collect();
        assert_eq!(
            lines[..4],
            ["-I -S -u block.py", "block.py", "the program", ""]
        );
        // The four variables, and at most PWD, OLDPWD, SHLVL and _ of the shell's own.
        let count: usize = lines[4].parse().expect("a number");
        assert!((4..=8).contains(&count), "{count}");
        assert_eq!(run.ending, Ending::Exit(0));
    }

    #[test]
    fn both_streams_come_in_the_order_written() {
        let run = script("echo a; echo b >&2; echo c; exit 3", Limits::default());
        assert_eq!(run.output, "a\nb\nc\n");
        assert_eq!(run.ending, Ending::Exit(3));
    }

    #[test]
    fn a_program_that_loops_is_ended_with_its_children() {
        let run = script(
            "echo begun; sleep 1000 & echo $!; while :; do :; done",
            brief(),
        );
        assert_eq!(run.ending, Ending::Timeout);
        let mut lines = run.output.lines();
        assert_eq!(lines.next(), Some("begun"));
        let child: i32 = lines.next().expect("a number").parse().expect("a number");
        // A signal takes a moment to arrive. Then the child is gone, or is a
        // zombie that nobody has waited for yet.
        let stat = format!("/proc/{child}/stat");
        let is_gone = || {
            let stat = fs::read_to_string(&stat).unwrap_or_default();
            let state = stat.rsplit(") ").next().unwrap_or_default();
            state.is_empty() || state.starts_with(['Z', 'X'])
        };
        let gone = (0..500).any(|_| {
            thread::sleep(Duration::from_millis(10));
            is_gone()
        });
        assert!(gone, "the child is still running");
    }

    #[test]
    fn a_child_that_outlives_the_program_keeps_nobody_waiting() {
        let run = script("echo done; sleep 1000 &", Limits::default());
        assert_eq!(
            (run.output.as_str(), run.ending),
            ("done\n", Ending::Exit(0))
        );
    }

    #[test]
    fn a_program_that_prints_without_end_is_stopped() {
        let run = script("while :; do echo 0123456789; done", Limits::default());
        assert_eq!(run.ending, Ending::TooMuch);
        assert_eq!(run.output.len(), Limits::default().output);
    }

    #[test]
    fn a_crash_is_told_from_an_exit() {
        assert_eq!(
            script("kill -SEGV $$", Limits::default()).ending,
            Ending::Crash(11)
        );
    }

    #[test]
    fn the_folder_of_the_run_is_left_out_of_what_it_prints() {
        let run = script("echo \"File $PWD/block.py, line 1\"", Limits::default());
        assert_eq!(run.output, "File block.py, line 1\n");
    }

    #[test]
    fn the_memory_limit_reaches_the_program() {
        assert_eq!(script("ulimit -v", Limits::default()).output, "1048576\n");
    }
}
