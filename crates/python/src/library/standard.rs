//! Which modules CPython's library has: of another one an `import` says that there is none.

use version::Version;

/// Those of all releases from 3.8 to 3.15, on Linux.
const ALWAYS: &str = "
__future__ _abc _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022
_codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle _contextvars _csv
_ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib
_frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale _lsprof _lzma
_markupbase _md5 _multibytecodec _multiprocessing _opcode _operator _osx_support _pickle _posixshmem
_posixsubprocess _py_abc _pydecimal _pyio _queue _random _sha1 _sha3 _signal _sitebuiltins _socket
_sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _symtable _thread _threading_local
_tkinter _tracemalloc _uuid _warnings _weakref _weakrefset abc antigravity argparse array ast
asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs
codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg
csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip
enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath
getopt getpass gettext glob grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect
io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes
mmap modulefinder multiprocessing netrc ntpath nturl2path numbers opcode operator optparse os
pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile
pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib
resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib
socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys
sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token
tokenize trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib
uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib
";

/// Those that came or went: the first and the last release that has them, 3.8 and 3.15 for those that were or are there.
const SOME: &[(&str, u8, u8)] = &[
    ("_aix_support", 9, 15),
    ("_android_support", 13, 15),
    ("_apple_support", 14, 15),
    ("_ast_unparse", 14, 15),
    ("_bootlocale", 8, 9),
    ("_bootsubprocess", 9, 11),
    ("_colorize", 13, 15),
    ("_compression", 8, 13),
    ("_crypt", 8, 12),
    ("_ctypes_test", 8, 9),
    ("_dummy_thread", 8, 8),
    ("_hmac", 14, 15),
    ("_interpchannels", 13, 15),
    ("_interpqueues", 13, 15),
    ("_interpreters", 13, 15),
    ("_ios_support", 13, 15),
    ("_math_integer", 15, 15),
    ("_opcode_metadata", 13, 15),
    ("_peg_parser", 9, 9),
    ("_py_warnings", 14, 15),
    ("_pydatetime", 12, 15),
    ("_pylong", 12, 15),
    ("_pyrepl", 13, 15),
    ("_remote_debugging", 14, 15),
    ("_sha2", 12, 15),
    ("_sha256", 8, 11),
    ("_sha512", 8, 11),
    ("_suggestions", 13, 15),
    ("_sysconfig", 13, 15),
    ("_tokenize", 11, 15),
    ("_types", 14, 15),
    ("_typing", 11, 15),
    ("_zoneinfo", 9, 15),
    ("_zstd", 14, 15),
    ("aifc", 8, 12),
    ("annotationlib", 14, 15),
    ("asynchat", 8, 11),
    ("asyncore", 8, 11),
    ("audioop", 8, 12),
    ("binhex", 8, 10),
    ("cgi", 8, 12),
    ("cgitb", 8, 12),
    ("chunk", 8, 12),
    ("compression", 14, 15),
    ("crypt", 8, 12),
    ("distutils", 8, 11),
    ("dummy_threading", 8, 8),
    ("formatter", 8, 9),
    ("graphlib", 9, 15),
    ("imghdr", 8, 12),
    ("imp", 8, 11),
    ("lib2to3", 8, 12),
    ("mailcap", 8, 12),
    ("nis", 8, 12),
    ("nntplib", 8, 12),
    ("ossaudiodev", 8, 12),
    ("parser", 8, 9),
    ("pipes", 8, 12),
    ("profiling", 15, 15),
    ("smtpd", 8, 11),
    ("sndhdr", 8, 12),
    ("spwd", 8, 12),
    ("sre_compile", 8, 14),
    ("sre_constants", 8, 14),
    ("sre_parse", 8, 14),
    ("sunau", 8, 12),
    ("symbol", 8, 9),
    ("telnetlib", 8, 12),
    ("tomllib", 11, 15),
    ("uu", 8, 12),
    ("xdrlib", 8, 12),
    ("zoneinfo", 9, 15),
];

/// Whether `import NAME` finds a module of that name in CPython.
pub(crate) fn exists(name: &str, version: Version) -> bool {
    ALWAYS.split_whitespace().any(|held| held == name)
        || SOME
            .iter()
            .any(|&(held, since, until)| held == name && (since..=until).contains(&version.minor()))
}

/// Names that a native module of CPython has on other systems, in other builds, or only after something happened.
const ABSENT: &[(&str, &[&str])] = &[(
    "sys",
    &[
        "_enablelegacywindowsfsencoding",
        "_stats_on",
        "dllhandle",
        "getandroidapilevel",
        "getobjects",
        "gettotalrefcount",
        "getwindowsversion",
        "last_exc",
        "last_traceback",
        "last_type",
        "last_value",
        "ps1",
        "ps2",
        "tracebacklimit",
        "winver",
    ],
)];

/// Names of native modules that came or went: the first and the last release that has them.
const CAME: &[(&str, &str, u8, u8)] = &[
    ("gc", "is_finalized", 9, 15),
    ("sys", "_clear_internal_caches", 13, 15),
    ("sys", "_clear_type_descriptors", 14, 14),
    ("sys", "_current_exceptions", 10, 15),
    ("sys", "_get_cpu_count_config", 13, 15),
    ("sys", "_getframemodulename", 12, 15),
    ("sys", "_is_gil_enabled", 13, 15),
    ("sys", "_is_immortal", 14, 15),
    ("sys", "_is_interned", 13, 15),
    ("sys", "_jit", 14, 15),
    ("sys", "_setprofileallthreads", 12, 15),
    ("sys", "_settraceallthreads", 12, 15),
    ("sys", "_stdlib_dir", 11, 15),
    ("sys", "abi_info", 15, 15),
    ("sys", "activate_stack_trampoline", 12, 15),
    ("sys", "callstats", 8, 8),
    ("sys", "deactivate_stack_trampoline", 12, 15),
    ("sys", "exception", 11, 15),
    ("sys", "get_lazy_imports", 15, 15),
    ("sys", "getcheckinterval", 8, 8),
    ("sys", "is_remote_debug_enabled", 14, 15),
    ("sys", "is_stack_trampoline_active", 12, 15),
    ("sys", "lazy_modules", 15, 15),
    ("sys", "monitoring", 12, 15),
    ("sys", "orig_argv", 10, 15),
    ("sys", "platlibdir", 9, 15),
    ("sys", "remote_exec", 14, 15),
    ("sys", "set_lazy_imports", 15, 15),
    ("sys", "setcheckinterval", 8, 8),
    ("sys", "stdlib_module_names", 10, 15),
];

/// Names that came with a release.
const SINCE: &[(&str, &str, u8)] = &[("itertools", "batched", 12), ("itertools", "pairwise", 10)];

/// Whether CPython's module lacks that name too, so that asking for it is an `AttributeError`.
pub(crate) fn is_absent(module: &str, name: &str, version: Version) -> bool {
    ABSENT
        .iter()
        .any(|(of, names)| *of == module && names.contains(&name))
        || SINCE.iter().any(|&(of, one, minor)| {
            of == module && one == name && version < Version::new(3, minor, 0)
        })
        || CAME.iter().any(|&(of, one, first, last)| {
            of == module && one == name && !(first..=last).contains(&version.minor())
        })
}
