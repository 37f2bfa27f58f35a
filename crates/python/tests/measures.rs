//! What a memory program measures: traced blocks, sizes, the end of the interpreter, the audit.
//! Each expectation is what the CPython of that version printed.

use python::{Limits, audit, run};
use version::Version;

fn output(text: &str, version: Version) -> String {
    match run(text, "measures.py", version, Limits::default()) {
        Ok(outcome) => {
            assert_eq!(outcome.audit, Ok(()), "{version}");
            outcome.output
        }
        Err(refused) => panic!("{version}: {refused}"),
    }
}

const TRACED: &str = r#"
import gc, tracemalloc
gc.collect()
def measure(make):
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    made = make()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return after - before
for turn in range(2):
    print(measure(lambda: None), measure(lambda: len("x" * 1000) * 1000), measure(lambda: []),
        measure(lambda: {}), measure(lambda: {"a": 1}), measure(lambda: object()), measure(lambda: {1, 2}))
print(measure(lambda: [[] for _ in range(1000)]), measure(lambda: [{} for _ in range(1000)]))
"#;

#[test]
fn blocks_on_free_lists_stay_traced_and_are_not_traced_again() {
    // The first turn finds empty free lists; the second takes from them what was traced before the last stop.
    for version in [
        Version::new(3, 11, 7),
        Version::new(3, 12, 14),
        Version::new(3, 13, 18),
    ] {
        assert_eq!(
            output(TRACED, version),
            "56 32 56 64 120 16 216\n0 32 0 0 0 16 216\n64800 72736\n",
            "{version}"
        );
    }
}

const SNAPSHOT: &str = r#"
import tracemalloc
tracemalloc.start(2)
def make():
    return [object() for _ in range(3)]
kept = make()
first = tracemalloc.get_object_traceback(kept[0])
print(first, len(first))
print(first.format())
snapshot = tracemalloc.take_snapshot()
mine = snapshot.filter_traces([tracemalloc.Filter(True, "*measures.py", 5)])
print([(stat.size, stat.count) for stat in mine.statistics("filename")][0][0] >= 48)
tracemalloc.stop()
print(tracemalloc.get_traced_memory(), tracemalloc.is_tracing())
try:
    tracemalloc.take_snapshot()
except RuntimeError as error:
    print(error)
"#;

#[test]
fn a_block_remembers_the_lines_that_asked_for_it() {
    assert_eq!(
        output(SNAPSHOT, Version::new(3, 13, 18)),
        "measures.py:6 2\n\
         ['  File \"measures.py\", line 6', '    kept = make()', \
         '  File \"measures.py\", line 5', '    return [object() for _ in range(3)]']\n\
         True\n(0, 0) False\n\
         the tracemalloc module must be tracing memory allocations to take a snapshot\n"
    );
}

const PLAIN: &str = r#"
import gc, tracemalloc
class Plain:
    def __init__(self):
        self.a = self.b = self.c = None
def cost(many=1000):
    row = [None] * many
    for _ in range(50):
        Plain()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(many):
        row[number] = Plain()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return round((after - before) / many)
print(cost())
"#;

#[test]
fn an_instance_has_room_for_its_values() {
    for (minor, expected) in [
        (8, "152\n"),
        (11, "96\n"),
        (12, "88\n"),
        (13, "96\n"),
        (14, "96\n"),
    ] {
        let version = Version::newest(3, minor).unwrap_or_default();
        assert_eq!(output(PLAIN, version), expected, "{version}");
    }
}

#[test]
fn a_class_dies_with_its_order_of_resolution() {
    let text = "import gc\ngc.collect()\nclass A:\n    def __del__(self): pass\ndel A\nprint(gc.collect())\n\
                class A:\n    x = 1\ndel A\nprint(gc.collect())\n";
    assert_eq!(output(text, Version::new(3, 13, 18)), "7\n6\n");
}

const END: &str = r#"
import sys, builtins
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name, "x" in globals())
x = 5
_private = D("_private")
plain = D("plain")
def f(): pass
f.attr = D("on function")
builtins.mine = D("in builtins")
sys.mine = D("in sys")
cycle = D("cycle"); cycle.me = cycle
"#;

#[test]
fn an_audited_run_ends_with_nothing_left() {
    for minor in 8..=15 {
        let version = Version::newest(3, minor).unwrap_or_default();
        match audit(END, "measures.py", version, Limits::default()) {
            Ok(outcome) => {
                let report = outcome.report.unwrap_or_default();
                assert!(report.lines > 10, "{version}");
                assert!(report.is_right(), "{version}: {report:?}");
                assert!(report.leaks.is_empty(), "{version}: {report:?}");
            }
            Err(refused) => panic!("{version}: {refused}"),
        }
    }
}

#[test]
fn sys_describes_its_release() {
    let text = "import sys\nprint(sys.version_info, sys.version_info[:2], sys.version_info.micro)\n\
                print(hex(sys.hexversion), sys.implementation.cache_tag, sys.flags.isolated)\n";
    assert_eq!(
        output(text, Version::new(3, 13, 18)),
        "sys.version_info(major=3, minor=13, micro=18, releaselevel='final', serial=0) (3, 13) 18\n\
         0x30d12f0 cpython-313 1\n"
    );
}

#[test]
fn what_depends_on_bytecode_has_no_size_here() {
    let text = "import sys\nprint(sys.getsizeof((lambda: 1).__code__))\n";
    let shown = output(text, Version::new(3, 13, 18));
    assert_eq!(shown, "unsupported: the size of a code object\n");
}
