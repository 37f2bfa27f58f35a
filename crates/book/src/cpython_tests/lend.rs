//! What a test may import beyond the library of our runtime.

use python::Grant;

use super::folder::Folder;

/// Our own `test.support`.
const SHIM: &[(&str, &str, &str)] = &[
    ("test", "test/__init__.py", ""),
    (
        "test.support",
        "test/support/__init__.py",
        include_str!("shim/support.py"),
    ),
    (
        "test.support.import_helper",
        "test/support/import_helper.py",
        include_str!("shim/import_helper.py"),
    ),
    (
        "test.support.os_helper",
        "test/support/os_helper.py",
        include_str!("shim/os_helper.py"),
    ),
    (
        "test.support.script_helper",
        "test/support/script_helper.py",
        include_str!("shim/script_helper.py"),
    ),
    (
        "test.support.interpreters",
        "test/support/interpreters.py",
        include_str!("shim/interpreters.py"),
    ),
    (
        "test.support.threading_helper",
        "test/support/threading_helper.py",
        include_str!("shim/threading_helper.py"),
    ),
];

/// Modules that the test files import at their top and use in few methods: where our library lacks one,
/// it can be imported, and using it is an error that names it.
const STAND_INS: &[&str] = &[
    "codecs",
    "copyreg",
    "doctest",
    "pickle",
    "random",
    "re",
    "string",
    "subprocess",
    "textwrap",
    "threading",
    "tracemalloc",
    "warnings",
];

/// Modules whose every use is a use of the C API.
const C_MODULES: &[&str] = &["_datetime", "_socket", "ctypes"];

/// Files of the test folder that others of it import.
const SHARED: &[&str] = &["mapping_tests", "list_tests", "seq_tests"];

/// What a method of this file is lent.
pub fn lend(folder: &Folder, file: &str) -> Grant {
    let mut grant = Grant::default();
    for (name, path, text) in SHIM {
        grant = grant.module(name, path, text);
    }
    for name in SHARED.iter().chain([&file]) {
        if let Some((path, text)) = folder.text(name) {
            grant = grant.module(&format!("test.{name}"), &path, &text);
        }
    }
    grant = grant.stand_in(
        "sysconfig",
        "sysconfig.py",
        include_str!("shim/sysconfig.py"),
    );
    grant = grant.stand_in(
        "_testinternalcapi",
        "_testinternalcapi.py",
        include_str!("shim/testinternalcapi.py"),
    );
    grant = grant.stand_in("struct", "struct.py", include_str!("shim/struct.py"));
    grant = grant.stand_in("locale", "locale.py", include_str!("shim/locale.py"));
    for name in C_MODULES {
        let text = include_str!("shim/c_module.py").replace("NAME", name);
        grant = grant.stand_in(name, &format!("{name}.py"), &text);
    }
    for name in STAND_INS {
        let text = include_str!("shim/stand_in.py").replace("NAME", name);
        grant = grant.stand_in(name, &format!("{}.py", name.replace('.', "/")), &text);
    }
    grant
}
