//! One method: asked in a process of its own, and answered there.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use python::Limits;

use super::folder::Folder;
use super::lend::lend;
use crate::failure::Failure;

/// What begins the lines that the driver prints for us.
const MARK: &str = "\u{1}cpython-tests\t";

/// How many instructions a method may take, unless the command line says otherwise.
///
/// The clock of a program moves with its instructions: a test that lets its threads run for a second takes 20 million.
pub const STEPS: u64 = 60_000_000;

/// How long a method may take before it is given up: for what the count of instructions doesn't see.
const PATIENCE: Duration = Duration::from_secs(300);

/// What came of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It passed.
    Passed,
    /// It failed, or broke.
    Failed,
    /// It was skipped, by itself or by the shim.
    Skipped,
    /// The file's methods were listed.
    Listed,
}

/// A method and what came of it.
#[derive(Clone, Debug)]
pub struct Result {
    /// `Class.method`.
    pub name: String,
    /// What came of it.
    pub verdict: Verdict,
    /// One line: why it failed or was skipped.
    pub reason: String,
    /// All that was said.
    pub detail: String,
}

/// A file, and a method of it; without one, its methods are listed.
#[derive(Clone, Debug)]
pub struct Question {
    file: String,
    method: String,
}

impl Question {
    /// Which methods are there?
    pub fn list(file: &str) -> Question {
        Question::method(file, "")
    }

    /// What comes of this one?
    pub fn method(file: &str, method: &str) -> Question {
        Question {
            file: file.to_owned(),
            method: method.to_owned(),
        }
    }

    /// `test_gc:GCTests.test_list`.
    ///
    /// # Errors
    ///
    /// When there is no colon.
    pub fn parse(text: &str) -> std::result::Result<Question, Failure> {
        let (file, method) = text
            .split_once(':')
            .ok_or_else(|| Failure::Usage(format!("--one {text}: write FILE:CLASS.METHOD")))?;
        Ok(Question::method(file, method))
    }
}

/// The answer, as it goes from process to process.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What came of the method.
    pub verdict: Verdict,
    /// Why, in one line.
    pub reason: String,
    /// All that it printed.
    pub detail: String,
    /// The methods of the file, where they were asked for.
    pub methods: Vec<String>,
}

impl Answer {
    fn failed(reason: impl Into<String>, detail: impl Into<String>) -> Answer {
        Answer {
            verdict: Verdict::Failed,
            reason: reason.into(),
            detail: detail.into(),
            methods: Vec::new(),
        }
    }

    /// What it says of the method.
    pub fn about(self, name: &str) -> Result {
        Result {
            name: name.to_owned(),
            verdict: self.verdict,
            reason: self.reason,
            detail: self.detail,
        }
    }

    /// One line of JSON.
    pub fn to_line(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Passed => "passed",
            Verdict::Failed => "failed",
            Verdict::Skipped => "skipped",
            Verdict::Listed => "listed",
        };
        serde_json::json!({
            "verdict": verdict,
            "reason": self.reason,
            "detail": self.detail,
            "methods": self.methods,
        })
        .to_string()
    }

    fn from_line(line: &str) -> Option<Answer> {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Some(Answer {
            verdict: match value["verdict"].as_str()? {
                "passed" => Verdict::Passed,
                "skipped" => Verdict::Skipped,
                "listed" => Verdict::Listed,
                _ => Verdict::Failed,
            },
            reason: text("reason"),
            detail: text("detail"),
            methods: value["methods"]
                .as_array()
                .map(|methods| {
                    methods
                        .iter()
                        .filter_map(|method| Some(method.as_str()?.to_owned()))
                        .collect()
                })
                .unwrap_or_default(),
        })
    }
}

/// Runs the method here.
pub fn answer(folder: &Folder, question: &Question, steps: u64) -> Answer {
    let program = format!(
        "MODULE = {:?}\nMETHOD = {:?}\nMARK = {MARK:?}\n{}",
        format!("test.{}", question.file),
        question.method,
        include_str!("shim/driver.py"),
    )
    .replace("\\u{1}", "\\x01");
    let limits = Limits {
        output: 16 << 20,
        steps,
        ..Limits::default()
    };
    let grant = lend(folder, &question.file);
    match python::run_granted(&program, "cpython_tests.py", folder.version, limits, &grant) {
        Ok(outcome) => told(&outcome),
        Err(refused) => Answer::failed(refused.to_string(), ""),
    }
}

/// What the driver said; where it couldn't, why the run ended.
fn told(outcome: &python::Outcome) -> Answer {
    let mut answer = None;
    let mut methods = Vec::new();
    for line in outcome.stdout().lines() {
        let Some((_, rest)) = line.split_once(MARK) else {
            continue;
        };
        let mut parts = rest.split('\t').map(|part| part.replace('\u{b}', "\n"));
        let mut part = || parts.next().unwrap_or_default();
        let verdict = match part().as_str() {
            "method" => {
                methods.push(part());
                continue;
            }
            "passed" => Verdict::Passed,
            "skipped" => Verdict::Skipped,
            _ => Verdict::Failed,
        };
        answer = Some(Answer {
            verdict,
            reason: part(),
            detail: part(),
            methods: Vec::new(),
        });
    }
    if let Some(stop) = &outcome.stop {
        return Answer::failed(stop.to_string(), outcome.output.clone());
    }
    if let Err(wrong) = &outcome.audit {
        // A method that passes with a wrong count doesn't pass.
        return Answer::failed(format!("audit: {wrong}"), outcome.output.clone());
    }
    if let Some(answer) = answer {
        return answer;
    }
    if !methods.is_empty() {
        return Answer {
            verdict: Verdict::Listed,
            reason: String::new(),
            detail: String::new(),
            methods,
        };
    }
    let last = outcome
        .output
        .lines()
        .rfind(|line| !line.starts_with(' '))
        .unwrap_or("the driver said nothing");
    Answer::failed(last, outcome.output.clone())
}

/// Runs the method in a process of its own.
///
/// # Errors
///
/// When no process can be started.
pub fn ask(
    folder: &Folder,
    question: &Question,
    steps: u64,
) -> std::result::Result<Answer, Failure> {
    let cannot = |error: std::io::Error| {
        Failure::Other(anyhow::anyhow!(
            "a process of our own program can't be started: {error}"
        ))
    };
    let program = std::env::current_exe().map_err(cannot)?;
    let mut child = Command::new(program)
        .arg("cpython-tests")
        .arg("--lib")
        .arg(&folder.lib)
        .arg("--python")
        .arg(folder.version.to_string())
        .arg("--steps")
        .arg(steps.to_string())
        .arg("--one")
        .arg(format!("{}:{}", question.file, question.method))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(cannot)?;
    let out = child.stdout.take().map(reader);
    let err = child.stderr.take().map(reader);
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(cannot)? {
            break Some(status);
        }
        if start.elapsed() > PATIENCE {
            child.kill().map_err(cannot)?;
            child.wait().map_err(cannot)?;
            break None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let (out, err) = (joined(out), joined(err));
    let answer = out.lines().rev().find_map(Answer::from_line);
    Ok(match (answer, status) {
        (Some(answer), _) => answer,
        (None, None) => Answer::failed(format!("it took more than {PATIENCE:?}"), err),
        (None, Some(status)) => {
            let reason = err
                .lines()
                .find(|line| line.contains("panicked at"))
                .map_or_else(
                    || format!("the runtime ended with {status}"),
                    |line| {
                        let next = err.lines().skip_while(|other| *other != line).nth(1);
                        format!("the runtime panicked: {}", next.unwrap_or(line))
                    },
                );
            Answer::failed(reason, err)
        }
    })
}

fn reader(mut from: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What can't be read isn't told; the answer is then missing, and that is.
        let _ = from.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn joined(reader: Option<std::thread::JoinHandle<String>>) -> String {
    reader
        .and_then(|reader| reader.join().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_survives_the_way_between_processes() {
        let answer = Answer {
            verdict: Verdict::Listed,
            reason: "a \"b\"".to_owned(),
            detail: "c\nd".to_owned(),
            methods: vec!["A.test".to_owned()],
        };
        let back = Answer::from_line(&answer.to_line()).expect("it is JSON");
        assert_eq!(back.verdict, Verdict::Listed);
        assert_eq!(back.reason, answer.reason);
        assert_eq!(back.detail, answer.detail);
        assert_eq!(back.methods, answer.methods);
        assert!(Answer::from_line("something else").is_none());
    }
}
