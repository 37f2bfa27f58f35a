//! `book run` and `book trace`.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::fixture::{Ran, TOOL};

fn run(arguments: &[&str]) -> Ran {
    Ran::from(
        Command::new(TOOL)
            .args(arguments)
            .output()
            .expect("the tool starts"),
    )
}

fn output(arguments: &[&str], input: &str) -> (String, String, Option<i32>) {
    let mut child = Command::new(TOOL)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    if let Some(mut stdin) = child.stdin.take() {
        // The tool may end before it has read everything.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child.wait_with_output().expect("the tool ends");
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
        output.status.code(),
    )
}

fn file(text: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(text).expect("a write");
    file
}

#[test]
fn arguments_are_in_sys_argv() {
    let text = "import sys; print(sys.argv)";
    let (out, _, status) = output(&["run", "-c", text, "a", "--b"], "");
    assert_eq!((out.as_str(), status), ("['-c', 'a', '--b']\n", Some(0)));
    let (out, _, _) = output(&["run", "-", "x"], text);
    assert_eq!(out, "['-', 'x']\n");
    let program = file(text.as_bytes());
    let path = program.path().display().to_string();
    let (out, _, _) = output(&["run", &path, "-v"], "");
    assert_eq!(out, format!("['{path}', '-v']\n"));
}

#[test]
fn the_status_is_the_programs() {
    run(&["run", "-c", "print(1)"]).ends_with(0);
    run(&["run", "-c", "1/0"])
        .ends_with(1)
        .complains("ZeroDivisionError: division by zero");
    run(&["run", "-c", "import sys; sys.exit(3)"]).ends_with(3);
    run(&["run", "-c", "import sys; sys.exit('enough')"])
        .ends_with(1)
        .complains("enough");
}

#[test]
fn a_text_that_is_no_program_is_reported() {
    run(&["run", "--python", "3.13", "-c", "x = (1\n"])
        .ends_with(1)
        .complains("SyntaxError: '(' was never closed");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    run(&["run", "/nowhere/at/all.py"])
        .ends_with(2)
        .complains("/nowhere/at/all.py");
    let program = file(b"x = 1\ny = '\xff'\n");
    run(&["run", &program.path().display().to_string()])
        .ends_with(1)
        .complains("line 2 isn't UTF-8 text");
}

#[test]
fn limits_end_a_run() {
    run(&["run", "--limit-steps", "10000", "-c", "while True: pass"])
        .ends_with(1)
        .complains("10000 steps");
    run(&["run", "--limit-memory", "8000000", "-c", "x = [0] * 10**9"])
        .ends_with(1)
        .complains("memory");
    run(&[
        "run",
        "--limit-output",
        "100",
        "-c",
        "while True: print('x' * 50)",
    ])
    .ends_with(1)
    .complains("100 bytes");
    run(&["run", "-c", "def f(): f()\nf()"])
        .ends_with(1)
        .complains("RecursionError: maximum recursion depth exceeded");
}

#[test]
fn a_trace_is_lines_of_json() {
    let program = file(b"a = []\ndel a\n");
    let (out, _, status) = output(&["trace", &program.path().display().to_string()], "");
    assert_eq!(status, Some(0));
    let steps: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON object"))
        .collect();
    let lines: Vec<u64> = steps
        .iter()
        .filter(|step| step["kind"] == "line")
        .filter_map(|step| step["line"].as_u64())
        .collect();
    assert_eq!(lines, [1, 2]);
    assert!(steps.iter().any(|step| step["kind"] == "born"));
    assert!(
        steps
            .iter()
            .any(|step| step["kind"] == "freed" && step["object"].is_string())
    );
}
