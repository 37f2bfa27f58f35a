use super::*;
use std::os::unix::fs::symlink;

/// A shell script that answers the question, and the folder it is in.
struct Fakes(tempfile::TempDir);

impl Fakes {
    fn new() -> Self {
        Fakes(tempfile::tempdir().expect("a temporary folder"))
    }

    fn add(&self, name: &str, answer: &[&str]) -> PathBuf {
        let path = self.0.path().join(name);
        let lines: Vec<String> = answer.iter().map(|line| format!("echo '{line}'")).collect();
        let text = format!("{}\necho \"$0\"\necho a build", lines.join("\n"));
        crate::fake::script(&path, &text);
        path.canonicalize().expect("the file is there")
    }

    fn search(&self, required: &[Minor]) -> Result<Interpreters, String> {
        let search = Search {
            folders: vec![self.0.path().to_path_buf(), self.0.path().to_path_buf()],
            required: required.to_vec(),
        };
        Interpreters::search(
            &search,
            &[Minor::new(3, 12), Minor::new(3, 13), Minor::new(3, 14)],
        )
    }
}

const RELEASE: [&str; 3] = ["final", "default", "release"];

fn cpython(number: &str) -> Vec<&str> {
    ["cpython", number].into_iter().chain(RELEASE).collect()
}

#[test]
fn each_release_is_found_once_and_the_newest_patch_speaks() {
    let fakes = Fakes::new();
    fakes.add("python3.12", &cpython("3.12.14"));
    fakes.add("python3", &cpython("3.12.1"));
    let first = fakes.add("python3.13", &cpython("3.13.18"));
    symlink(&first, fakes.0.path().join("python")).expect("a link");
    let found = fakes
        .search(&[Minor::new(3, 13)])
        .expect("nothing is missing");
    let versions: Vec<_> = found
        .found
        .iter()
        .map(|python| (python.version.to_string(), python.speaks))
        .collect();
    assert_eq!(
        versions,
        [
            ("3.12.1".to_owned(), false),
            ("3.12.14".to_owned(), true),
            ("3.13.18".to_owned(), true)
        ]
    );
    assert_eq!(found.missing, [Minor::new(3, 14)]);
    assert!(
        found
            .notice()
            .is_some_and(|notice| notice.contains("CPython 3.14:"))
    );
    assert_eq!(found.to_string(), "3.12.1, 3.12.14, 3.13.18");
}

#[test]
fn what_is_not_the_books_cpython_is_ignored_with_its_reason() {
    let fakes = Fakes::new();
    fakes.add("python3.9", &cpython("3.9.18"));
    fakes.add(
        "python3.13",
        &["pypy", "3.13.0", "final", "default", "release"],
    );
    fakes.add(
        "python3.14",
        &["cpython", "3.14.0", "candidate", "default", "release"],
    );
    fakes.add(
        "python3.14t",
        &["cpython", "3.14.0", "final", "free-threaded", "release"],
    );
    fakes.add(
        "python3.12",
        &["cpython", "3.12.1", "final", "default", "debug"],
    );
    fakes.add("python", &["Python 2.7.18"]);
    fakes.add("python3-config", &cpython("3.12.5"));
    let found = fakes.search(&[]).expect("nothing is required");
    assert_eq!(found.found, []);
    let mut reasons: Vec<_> = found
        .ignored
        .iter()
        .map(|(_, reason)| reason.as_str())
        .collect();
    reasons.sort_unstable();
    assert_eq!(
        reasons,
        [
            "3.9.18 is not a version of this book",
            "does not answer as Python 3 does",
            "is a debug build of 3.12.1",
            "is a pre-release of 3.14.0",
            "is pypy, not CPython",
            "is the free-threaded build of 3.14.0",
        ]
    );
}

#[test]
fn a_required_version_that_is_missing_is_an_error() {
    let error = Fakes::new()
        .search(&[Minor::new(3, 8), Minor::new(3, 13)])
        .expect_err("there are none");
    assert!(error.contains("CPython 3.8 and 3.13"), "{error}");
}

#[test]
fn the_identity_changes_with_the_executable() {
    let fakes = Fakes::new();
    fakes.add("python3.13", &cpython("3.13.18"));
    let before = fakes.search(&[]).expect("found").found[0].identity();
    let path = fakes.add("python3.13", &cpython("3.13.18"));
    let text = fs::read_to_string(&path).expect("readable");
    crate::fake::script(&path, &format!("{text}\n# another build"));
    let after = fakes.search(&[]).expect("found").found[0].identity();
    assert_ne!(before, after);
}
