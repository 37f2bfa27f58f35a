//! What `sys` says of the interpreter: its release, its numbers, how it was started.
//!
//! It is a release on 64-bit Linux, started as `python -I -S FILE`.

use objects::Ref;

use crate::objects::Body;
use crate::vm::{R, Vm};

/// A field that isn't an item: its name, the first minor release that has it, how it is read.
type Later = (&'static str, u8, fn(&mut Vm, Ref) -> R);

/// An item of a tuple with names.
enum Item {
    Int(i64),
    Float(f64),
    Text(&'static str),
    Bool(bool),
}

fn item(vm: &mut Vm, item: &Item) -> Ref {
    match *item {
        Item::Int(value) => vm.int_i64(value),
        Item::Float(value) => vm.float(value),
        Item::Text(text) => vm.str(text),
        Item::Bool(value) => vm.bool(value),
    }
}

/// Makes the class and its one instance, and puts the instance into `sys`.
fn info(vm: &mut Vm, dict: Ref, name: &'static str, fields: &[(&'static str, Item)]) {
    let names: Vec<&'static str> = fields.iter().map(|(name, _)| *name).collect();
    let class = vm.structseq_class("sys", name, &names);
    let items = fields.iter().map(|(_, value)| item(vm, value)).collect();
    let made = vm.structseq(class, items);
    set(vm, dict, name, made);
}

/// Sets an attribute and takes over the reference.
fn set(vm: &mut Vm, dict: Ref, name: &str, value: Ref) {
    vm.dict_set_str(dict, name, value);
    vm.decref(value);
}

/// `Py_Version`: one byte for each part, and the last for the release.
fn hexversion(vm: &Vm) -> i64 {
    let part = |value: u8, shift: u32| i64::from(value) << shift;
    part(vm.version.major(), 24) | part(vm.version.minor(), 16) | part(vm.version.patch(), 8) | 0xf0
}

fn flags(vm: &mut Vm, dict: Ref) {
    let mut fields = vec![
        ("debug", Item::Int(0)),
        ("inspect", Item::Int(0)),
        ("interactive", Item::Int(0)),
        ("optimize", Item::Int(0)),
        ("dont_write_bytecode", Item::Int(0)),
        ("no_user_site", Item::Int(1)),
        ("no_site", Item::Int(1)),
        ("ignore_environment", Item::Int(1)),
        ("verbose", Item::Int(0)),
        ("bytes_warning", Item::Int(0)),
        ("quiet", Item::Int(0)),
        ("hash_randomization", Item::Int(1)),
        ("isolated", Item::Int(1)),
        ("dev_mode", Item::Bool(false)),
        // PEP 686: UTF-8 is the default from 3.15.
        ("utf8_mode", Item::Int(i64::from(vm.since(15)))),
    ];
    if vm.since(10) {
        fields.push(("warn_default_encoding", Item::Int(0)));
    }
    if vm.since(11) {
        fields.push(("safe_path", Item::Bool(true)));
    }
    // Where it was added by a security release it says that nobody set it.
    let digits = if vm.since(12) { 4300 } else { -1 };
    fields.push(("int_max_str_digits", Item::Int(digits)));
    info(vm, dict, "flags", &fields);
    // What came later isn't part of the tuple.
    let later: &[Later] = &[
        ("gil", 13, |vm, _| Ok(vm.int_i64(1))),
        ("thread_inherit_context", 14, |vm, _| Ok(vm.int_i64(0))),
        ("context_aware_warnings", 14, |vm, _| Ok(vm.int_i64(0))),
    ];
    let Some(flags) = vm.dict_get_str(dict, "flags") else {
        return;
    };
    let class = vm.type_of(flags);
    for &(name, minor, get) in later {
        if vm.since(minor) {
            vm.structseq_field(class, name, get);
        }
    }
}

fn numbers(vm: &mut Vm, dict: Ref) {
    use Item::{Float, Int, Text};
    info(
        vm,
        dict,
        "float_info",
        &[
            ("max", Float(f64::MAX)),
            ("max_exp", Int(1024)),
            ("max_10_exp", Int(308)),
            ("min", Float(f64::MIN_POSITIVE)),
            ("min_exp", Int(-1021)),
            ("min_10_exp", Int(-307)),
            ("dig", Int(15)),
            ("mant_dig", Int(53)),
            ("epsilon", Float(f64::EPSILON)),
            ("radix", Int(2)),
            ("rounds", Int(1)),
        ],
    );
    info(
        vm,
        dict,
        "int_info",
        &[
            ("bits_per_digit", Int(30)),
            ("sizeof_digit", Int(4)),
            ("default_max_str_digits", Int(4300)),
            ("str_digits_check_threshold", Int(640)),
        ],
    );
    let algorithm = if vm.since(11) {
        "siphash13"
    } else {
        "siphash24"
    };
    info(
        vm,
        dict,
        "hash_info",
        &[
            ("width", Int(64)),
            ("modulus", Int((1 << 61) - 1)),
            ("inf", Int(314_159)),
            ("nan", Int(0)),
            ("imag", Int(1_000_003)),
            ("algorithm", Text(algorithm)),
            ("hash_bits", Int(64)),
            ("seed_bits", Int(128)),
            ("cutoff", Int(0)),
        ],
    );
}

/// `sys.implementation`, a namespace.
fn implementation(vm: &mut Vm, dict: Ref, version_info: Ref) {
    let class = vm.kind(crate::objects::Kind::SimpleNamespace);
    let namespace = vm.instance(class, Body::Plain);
    let (minor, hex) = (vm.version.minor(), hexversion(vm));
    let name = vm.str("cpython");
    let tag = vm.str(format!("cpython-3{minor}"));
    let hexversion = vm.int_i64(hex);
    let multiarch = vm.str("x86_64-linux-gnu");
    vm.incref(version_info);
    let mut parts = vec![
        ("name", name),
        ("cache_tag", tag),
        ("version", version_info),
        ("hexversion", hexversion),
        ("_multiarch", multiarch),
    ];
    if vm.since(14) {
        let yes = vm.bool(true);
        parts.push(("supports_isolated_interpreters", yes));
    }
    let held = vm.instance_dict(namespace);
    for (name, value) in parts {
        set(vm, held, name, value);
    }
    set(vm, dict, "implementation", namespace);
}

/// The modules that are part of the interpreter itself in a build with the default settings.
fn builtin_module_names(vm: &Vm) -> Vec<&'static str> {
    let mut names = vec![
        "_abc",
        "_ast",
        "_codecs",
        "_collections",
        "_functools",
        "_imp",
        "_io",
        "_locale",
        "_operator",
        "_signal",
        "_sre",
        "_stat",
        "_string",
        "_symtable",
        "_thread",
        "_tracemalloc",
        "_warnings",
        "_weakref",
        "atexit",
        "builtins",
        "errno",
        "faulthandler",
        "gc",
        "itertools",
        "marshal",
        "posix",
        "pwd",
        "sys",
        "time",
    ];
    if vm.since(11) {
        names.extend(["_tokenize", "_typing"]);
    }
    if vm.since(13) {
        names.extend(["_suggestions", "_sysconfig"]);
    }
    if vm.since(14) {
        names.push("_types");
    }
    if !vm.since(12) {
        names.push("xxsubtype");
    }
    names.sort_unstable();
    names
}

fn texts(vm: &mut Vm, dict: Ref) {
    let (minor, patch) = (vm.version.minor(), vm.version.patch());
    let version = if vm.since(10) {
        format!("3.{minor}.{patch} (main, Jan  1 2026, 12:00:00) [GCC 12.2.0]")
    } else {
        format!("3.{minor}.{patch} (default, Jan  1 2026, 12:00:00) \n[GCC 12.2.0]")
    };
    let version = vm.str(version);
    set(vm, dict, "version", version);
    for (name, text) in [
        ("platform", "linux"),
        ("byteorder", "little"),
        ("float_repr_style", "short"),
        ("abiflags", ""),
        ("_framework", ""),
    ] {
        let text = vm.str(text);
        set(vm, dict, name, text);
    }
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] {
        let text = vm.str("/usr");
        set(vm, dict, name, text);
    }
    if vm.since(9) {
        let text = vm.str("lib");
        set(vm, dict, "platlibdir", text);
    }
    for (name, text) in [
        ("getdefaultencoding", "utf-8"),
        ("getfilesystemencoding", "utf-8"),
    ] {
        debug_assert_eq!(text, "utf-8");
        vm.define(dict, name, |vm, args| {
            super::no_arguments(vm, args, "getdefaultencoding")?;
            Ok(vm.str("utf-8"))
        });
    }
    vm.define(dict, "getfilesystemencodeerrors", |vm, args| {
        super::no_arguments(vm, args, "getfilesystemencodeerrors")?;
        Ok(vm.str("surrogateescape"))
    });
}

fn lists(vm: &mut Vm, dict: Ref) {
    let name = vm.main_file.name.clone();
    let name = vm.str(name);
    let argv = vm.list(vec![name]);
    set(vm, dict, "argv", argv);
    let minor = vm.version.minor();
    let path = [
        format!("/usr/lib/python3{minor}.zip"),
        format!("/usr/lib/python3.{minor}"),
        format!("/usr/lib/python3.{minor}/lib-dynload"),
    ];
    let path = path.into_iter().map(|part| vm.str(part)).collect();
    let path = vm.list(path);
    set(vm, dict, "path", path);
    let warnoptions = vm.list(Vec::new());
    set(vm, dict, "warnoptions", warnoptions);
    let xoptions = vm.dict();
    set(vm, dict, "_xoptions", xoptions);
    let names = builtin_module_names(vm);
    let names = names.into_iter().map(|name| vm.intern(name)).collect();
    let names = vm.tuple(names);
    set(vm, dict, "builtin_module_names", names);
}

pub(super) fn boot(vm: &mut Vm, dict: Ref) {
    let (minor, patch) = (vm.version.minor(), vm.version.patch());
    info(
        vm,
        dict,
        "version_info",
        &[
            ("major", Item::Int(i64::from(vm.version.major()))),
            ("minor", Item::Int(i64::from(minor))),
            ("micro", Item::Int(i64::from(patch))),
            ("releaselevel", Item::Text("final")),
            ("serial", Item::Int(0)),
        ],
    );
    flags(vm, dict);
    numbers(vm, dict);
    if let Some(version_info) = vm.dict_get_str(dict, "version_info") {
        implementation(vm, dict, version_info);
    }
    for (name, value) in [
        ("hexversion", hexversion(vm)),
        ("maxsize", i64::MAX),
        ("maxunicode", 0x10_ffff),
        ("api_version", 1013),
    ] {
        let value = vm.int_i64(value);
        set(vm, dict, name, value);
    }
    let no = vm.bool(false);
    set(vm, dict, "dont_write_bytecode", no);
    let none = vm.none();
    set(vm, dict, "pycache_prefix", none);
    texts(vm, dict);
    lists(vm, dict);
}
