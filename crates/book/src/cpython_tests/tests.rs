//! The runner on small test files of its own.

use std::fs;

use super::files::{self, FILES};
use super::folder::Folder;
use super::method::{Question, Verdict, answer};

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
    def test_apart(self):
        from test.support.script_helper import assert_python_ok
        assert_python_ok('-c', 'pass')
";

#[test]
fn a_method_passes_fails_or_is_skipped() {
    let (_dir, folder) = folder(TEXT);
    let of = |name: &str| {
        let answer = answer(&folder, &Question::method("test_gc", name));
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
fn the_methods_of_a_file_are_listed() {
    let (_dir, folder) = folder(TEXT);
    let answer = answer(&folder, &Question::list("test_gc"));
    assert_eq!(answer.verdict, Verdict::Listed, "{}", answer.reason);
    assert_eq!(
        answer.methods,
        [
            "A.test_apart",
            "A.test_bad",
            "A.test_error",
            "A.test_good",
            "A.test_left_out"
        ]
    );
}

#[test]
fn a_file_that_cannot_be_imported_says_why() {
    let (_dir, folder) = folder("import nothing_of_the_kind\n");
    let answer = answer(&folder, &Question::list("test_gc"));
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
