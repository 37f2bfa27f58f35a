//! The part of the standard library that is written in Python, and read when a program imports it.
//!
//! A file may ask for `sys.version_info`. What Python can't say stands in a native module with an underscore
//! (`_functools` in `crate::modules`). `__absent__ = ("name",)` names what CPython's module of this version lacks too,
//! so that asking for it is CPython's error; any other name that isn't there is an error of our own.

mod standard;

use version::Version;

pub(crate) use standard::{exists, is_absent};

/// A module's text, and the end of its file's path in CPython.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! texts {
    ($($name:literal $file:literal),* $(,)?) => {
        const TEXTS: &[Text] = &[$(Text { name: $name, file: $file, text: include_str!($file) }),*];
    };
}

texts! {
    "__future__" "__future__.py",
    "_collections_abc" "_collections_abc.py",
    "abc" "abc.py",
    "asyncio" "asyncio/__init__.py",
    "asyncio._shown" "asyncio/_shown.py",
    "asyncio.base_events" "asyncio/base_events.py",
    "asyncio.coroutines" "asyncio/coroutines.py",
    "asyncio.events" "asyncio/events.py",
    "asyncio.exceptions" "asyncio/exceptions.py",
    "asyncio.futures" "asyncio/futures.py",
    "asyncio.locks" "asyncio/locks.py",
    "asyncio.queues" "asyncio/queues.py",
    "asyncio.runners" "asyncio/runners.py",
    "asyncio.taskgroups" "asyncio/taskgroups.py",
    "asyncio.tasks" "asyncio/tasks.py",
    "asyncio.threads" "asyncio/threads.py",
    "asyncio.timeouts" "asyncio/timeouts.py",
    "collections" "collections/__init__.py",
    "collections._callable" "collections/_callable.py",
    "collections._chained" "collections/_chained.py",
    "collections._counter" "collections/_counter.py",
    "collections._named" "collections/_named.py",
    "collections._wrappers" "collections/_wrappers.py",
    "collections.abc" "collections/abc.py",
    "concurrent" "concurrent/__init__.py",
    "concurrent.futures" "concurrent/futures/__init__.py",
    "concurrent.futures._base" "concurrent/futures/_base.py",
    "concurrent.futures.interpreter" "concurrent/futures/interpreter.py",
    "concurrent.futures.thread" "concurrent/futures/thread.py",
    "concurrent.interpreters" "concurrent/interpreters/__init__.py",
    "contextlib" "contextlib.py",
    "contextvars" "contextvars.py",
    "copy" "copy.py",
    "dataclasses" "dataclasses.py",
    "copyreg" "copyreg.py",
    "enum" "enum/__init__.py",
    "enum._base" "enum/_base.py",
    "enum._flags" "enum/_flags.py",
    "enum._kinds" "enum/_kinds.py",
    "enum._names" "enum/_names.py",
    "functools" "functools.py",
    "weakref" "weakref.py",
    "_weakrefset" "_weakrefset.py",
    "heapq" "heapq.py",
    "importlib" "importlib/__init__.py",
    "inspect" "inspect/__init__.py",
    "inspect._asks" "inspect/_asks.py",
    "inspect._frames" "inspect/_frames.py",
    "inspect._signature" "inspect/_signature.py",
    "inspect._texts" "inspect/_texts.py",
    "io" "io.py",
    "json" "json/__init__.py",
    "json.decoder" "json/decoder.py",
    "json.encoder" "json/encoder.py",
    "keyword" "keyword.py",
    "linecache" "linecache.py",
    "logging" "logging/__init__.py",
    "logging._handling" "logging/_handling.py",
    "logging._levels" "logging/_levels.py",
    "logging._loggers" "logging/_loggers.py",
    "logging._records" "logging/_records.py",
    "operator" "operator.py",
    "os" "os.py",
    "pickle" "pickle.py",
    "posixpath" "posixpath.py",
    "pprint" "pprint.py",
    "queue" "queue.py",
    "random" "random.py",
    "re" "re.py",
    "reprlib" "reprlib.py",
    "string" "string.py",
    "string.templatelib" "string/templatelib.py",
    "sysconfig" "sysconfig.py",
    "textwrap" "textwrap.py",
    "threading" "threading.py",
    "traceback" "traceback.py",
    "tracemalloc" "tracemalloc.py",
    "types" "types.py",
    "typing" "typing/__init__.py",
    "typing._aliases" "typing/_aliases.py",
    "typing._check" "typing/_check.py",
    "typing._early" "typing/_early.py",
    "typing._forms" "typing/_forms.py",
    "typing._generic" "typing/_generic.py",
    "typing._hints" "typing/_hints.py",
    "typing._named" "typing/_named.py",
    "typing._variables" "typing/_variables.py",
    "unittest" "unittest/__init__.py",
    "unittest._asserts" "unittest/_asserts.py",
    "unittest._cleanups" "unittest/_cleanups.py",
    "unittest._outcome" "unittest/_outcome.py",
    "unittest._raises" "unittest/_raises.py",
    "unittest._skips" "unittest/_skips.py",
    "unittest._mock_calls" "unittest/_mock_calls.py",
    "unittest._mock_objects" "unittest/_mock_objects.py",
    "unittest._mock_patch" "unittest/_mock_patch.py",
    "unittest.case" "unittest/case.py",
    "unittest.loader" "unittest/loader.py",
    "unittest.main" "unittest/main.py",
    "unittest.mock" "unittest/mock.py",
    "unittest.result" "unittest/result.py",
    "unittest.runner" "unittest/runner.py",
    "unittest.suite" "unittest/suite.py",
    "unittest.util" "unittest/util.py",
    "warnings" "warnings.py",
}

/// Parts of packages that came with a release; of modules at the top `standard::exists` says it.
const ADDED: &[(&str, u8)] = &[
    ("asyncio.taskgroups", 11),
    ("asyncio.threads", 9),
    ("asyncio.timeouts", 11),
    ("concurrent.futures.interpreter", 14),
    ("concurrent.interpreters", 14),
    ("string.templatelib", 14),
];

/// Modules that became packages with a release.
const PACKAGES: &[(u8, Text)] = &[(
    14,
    Text {
        name: "string",
        file: "string/__init__.py",
        text: include_str!("string.py"),
    },
)];

/// The text of a module, if this version has it.
pub(crate) fn find(name: &str, version: Version) -> Option<&'static Text> {
    let is_there = ADDED
        .iter()
        .all(|&(added, minor)| added != name || version.minor() >= minor);
    let package = PACKAGES
        .iter()
        .find(|(minor, text)| text.name == name && version.minor() >= *minor);
    if let Some((_, text)) = package {
        return Some(text);
    }
    TEXTS
        .iter()
        .find(|text| text.name == name)
        .filter(|_| is_there)
}
