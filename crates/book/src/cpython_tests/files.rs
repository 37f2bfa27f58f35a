//! Which of CPython's test files are about memory, and which of their methods.

/// One file.
#[derive(Debug)]
pub struct TestFile {
    /// Its name: `test_gc`.
    pub name: &'static str,
    /// The methods that are about memory, where not all are: `Class` or `Class.method`.
    only: &'static [&'static str],
    /// How many methods RustPython 0.6.0 passes, of how many, on 3.13's file.
    pub to_beat: (usize, usize),
}

/// All of them.
pub const FILES: &[TestFile] = &[
    whole("test_gc", (36, 49)),
    whole("test_weakref", (125, 137)),
    whole("test_weakset", (46, 46)),
    whole("test_finalization", (13, 18)),
    whole("test_scope", (38, 41)),
    whole("test_tracemalloc", (0, 48)),
    whole("test_frame", (41, 60)),
    TestFile {
        name: "test_descr",
        only: SLOTS,
        to_beat: (17, 17),
    },
    TestFile {
        name: "test_sys",
        only: COUNTS,
        to_beat: (3, 23),
    },
];

const fn whole(name: &'static str, to_beat: (usize, usize)) -> TestFile {
    TestFile {
        name,
        only: &[],
        to_beat,
    }
}

/// The tests of slots and of weak references.
const SLOTS: &[&str] = &[
    "ClassPropertiesAndMethods.test_basic_inheritance",
    "ClassPropertiesAndMethods.test_cycle_through_dict",
    "ClassPropertiesAndMethods.test_mixing_slot_wrappers",
    "ClassPropertiesAndMethods.test_newslots",
    "ClassPropertiesAndMethods.test_set_class",
    "ClassPropertiesAndMethods.test_slot_shadows_class_variable",
    "ClassPropertiesAndMethods.test_slots",
    "ClassPropertiesAndMethods.test_slots_descriptor",
    "ClassPropertiesAndMethods.test_slots_multiple_inheritance",
    "ClassPropertiesAndMethods.test_slots_special",
    "ClassPropertiesAndMethods.test_slots_special2",
    "ClassPropertiesAndMethods.test_slots_trash",
    "ClassPropertiesAndMethods.test_subtype_resurrection",
    "ClassPropertiesAndMethods.test_weakref_segfault",
    "ClassPropertiesAndMethods.test_weakrefs",
    "ClassPropertiesAndMethods.test_wrong_class_slot_wrapper",
    "MroTest.test_tp_subclasses_cycle_in_update_slots",
    "PicklingTests.test_pickle_slots",
];

/// The tests of counts, sizes and interning, and of the limit on recursion.
const COUNTS: &[&str] = &[
    "SizeofTest",
    "SysModuleTest.test_clear_type_cache",
    "SysModuleTest.test_current_frames",
    "SysModuleTest.test_debugmallocstats",
    "SysModuleTest.test_getallocatedblocks",
    "SysModuleTest.test_getframe",
    "SysModuleTest.test_getobjects",
    "SysModuleTest.test_getrecursionlimit",
    "SysModuleTest.test_intern",
    "SysModuleTest.test_recursionlimit_recovery",
    "SysModuleTest.test_refcount",
    "SysModuleTest.test_setrecursionlimit",
    "SysModuleTest.test_setrecursionlimit_to_depth",
    "SysModuleTest.test_subinterp_intern_dynamically_allocated",
    "SysModuleTest.test_subinterp_intern_singleton",
    "SysModuleTest.test_subinterp_intern_statically_allocated",
];

impl TestFile {
    /// Whether a method, as `Class.method`, is one of those that are meant.
    pub fn selects(&self, method: &str) -> bool {
        let class = method.split('.').next().unwrap_or(method);
        self.only.is_empty() || self.only.iter().any(|&one| one == method || one == class)
    }
}

/// The files that the command line names; all without a name.
///
/// # Errors
///
/// When a name is none of theirs: what to write instead.
pub fn choose(names: &[String]) -> Result<Vec<&'static TestFile>, String> {
    if names.is_empty() {
        return Ok(FILES.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            let name = name.trim_end_matches(".py");
            FILES
                .iter()
                .find(|file| file.name == name || file.name.strip_prefix("test_") == Some(name))
                .ok_or_else(|| {
                    let known: Vec<&str> = FILES.iter().map(|file| file.name).collect();
                    format!(
                        "--file {name}: there is no such file here; write one of {}",
                        known.join(", ")
                    )
                })
        })
        .collect()
}
