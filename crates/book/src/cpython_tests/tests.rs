//! The runner on small test files of its own.

use std::fs;

use super::files::{self, FILES};
use super::folder::Folder;
use super::method::{Question, STEPS, Verdict, answer};
use super::report::{self, FileReport};

fn folder(text: &str) -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().expect("a folder");
    let tests = dir.path().join("test");
    fs::create_dir(&tests).expect("a folder in it");
    fs::write(tests.join("test_gc.py"), text).expect("a file");
    let folder = Folder::open(dir.path(), Some("3.13")).expect("it has tests");
    (dir, folder)
}

const TEXT: &str = "
import unittest
from test import support

class A(unittest.TestCase):
    def test_good(self):
        self.assertEqual(1 + 1, 2)
    def test_bad(self):
        self.assertIs(1, 2, 'why')
    @unittest.skip('not today')
    def test_left_out(self):
        self.fail('run')
    def test_error(self):
        [].nothing
    def test_hangs(self):
        while True:
            pass
    def test_apart(self):
        from test.support.script_helper import assert_python_ok
        assert_python_ok('-c', 'pass')
";

#[test]
fn a_method_passes_fails_or_is_skipped() {
    let (_dir, folder) = folder(TEXT);
    let of = |name: &str| {
        let answer = answer(&folder, &Question::method("test_gc", name), STEPS);
        (answer.verdict, answer.reason)
    };
    assert_eq!(of("A.test_good"), (Verdict::Passed, String::new()));
    assert_eq!(
        of("A.test_bad"),
        (
            Verdict::Failed,
            "AssertionError: 1 is not 2 : why".to_owned()
        )
    );
    assert_eq!(
        of("A.test_left_out"),
        (Verdict::Skipped, "not today".to_owned())
    );
    assert_eq!(
        of("A.test_error"),
        (
            Verdict::Failed,
            "AttributeError: 'list' object has no attribute 'nothing'".to_owned()
        )
    );
    let (verdict, reason) = of("A.test_apart");
    assert_eq!(verdict, Verdict::Skipped);
    assert!(reason.starts_with("out of reach: "), "{reason}");
}

#[test]
fn a_method_without_end_is_stopped() {
    let (_dir, folder) = folder(TEXT);
    let question = Question::method("test_gc", "A.test_hangs");
    let answer = answer(&folder, &question, 3_000_000);
    assert_eq!(answer.verdict, Verdict::Failed);
    assert!(
        answer.reason.contains("more than 3000000 steps"),
        "{}",
        answer.reason
    );
}

#[test]
fn a_file_is_told_method_by_method_and_as_a_row() {
    let (_dir, folder) = folder(TEXT);
    let results = ["A.test_good", "A.test_bad", "A.test_apart"]
        .map(|name| answer(&folder, &Question::method("test_gc", name), STEPS).about(name));
    let [good, bad, apart] = &results;
    let file = &FILES[0];
    assert_eq!(report::told(file, good), "passed  test_gc A.test_good");
    let told = report::told(file, bad);
    assert!(
        told.starts_with(
            "failed  test_gc A.test_bad\n    AssertionError: 1 is not 2 : why\n    | "
        )
    );
    assert!(
        report::told(file, apart).starts_with("skipped test_gc A.test_apart\n    out of reach: ")
    );
    let report = FileReport {
        file,
        results: results.to_vec(),
        imported: true,
    };
    assert_eq!(
        report::failures(&report),
        "test_gc A.test_bad\n    AssertionError: 1 is not 2 : why"
    );
    let row = report::row(&report);
    let row: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(row, ["test_gc", "1", "1", "1", "1", "3", "36", "of", "49"]);
}

#[test]
fn the_methods_of_a_file_are_listed() {
    let (_dir, folder) = folder(TEXT);
    let answer = answer(&folder, &Question::list("test_gc"), STEPS);
    assert_eq!(answer.verdict, Verdict::Listed, "{}", answer.reason);
    assert_eq!(
        answer.methods,
        [
            "A.test_apart",
            "A.test_bad",
            "A.test_error",
            "A.test_good",
            "A.test_hangs",
            "A.test_left_out"
        ]
    );
}

#[test]
fn a_file_that_cannot_be_imported_says_why() {
    let (_dir, folder) = folder("import nothing_of_the_kind\n");
    let answer = answer(&folder, &Question::list("test_gc"), STEPS);
    assert_eq!(answer.verdict, Verdict::Failed);
    assert_eq!(
        answer.reason,
        "ModuleNotFoundError: No module named 'nothing_of_the_kind'"
    );
}

#[test]
fn a_wrong_folder_is_explained() {
    let dir = tempfile::tempdir().expect("a folder");
    let failure = Folder::open(dir.path(), None).expect_err("it is empty");
    assert_eq!(failure.status(), 2);
    assert!(failure.to_string().contains("test/test_gc.py"));
}

#[test]
fn files_are_chosen_by_name() {
    assert_eq!(files::choose(&[]).map(|all| all.len()), Ok(FILES.len()));
    let some = files::choose(&["gc".to_owned(), "test_weakref.py".to_owned()]);
    let names: Vec<&str> = some
        .expect("both are there")
        .iter()
        .map(|file| file.name)
        .collect();
    assert_eq!(names, ["test_gc", "test_weakref"]);
    assert!(files::choose(&["test_os".to_owned()]).is_err());
}
