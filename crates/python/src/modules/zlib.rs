//! The checksums of `zlib`. What it compresses depends on its own choices to the byte, and isn't here.

use objects::Ref;

use crate::builtins::check_positional;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// Of more data than this, others run while the sum is taken (`Modules/zlibmodule.c`).
const LETS_GO: usize = 5 * 1024;

/// How fast the sum is taken by the clock of the program.
const BYTES_PER_NANOSECOND: u64 = 4;

/// The remainders of each byte by the polynomial of CRC-32, its bits turned around.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut rest = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 {
                rest >> 1 ^ 0xedb8_8320
            } else {
                rest >> 1
            };
            bit += 1;
        }
        table[byte] = rest;
        byte += 1;
    }
    table
};

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("zlib");
    vm.define(dict, "crc32", |vm, args| {
        checksum(vm, args, "crc32", 0, crc32)
    });
    vm.define(dict, "adler32", |vm, args| {
        checksum(vm, args, "adler32", 1, adler32)
    });
    module
}

fn crc32(data: &[u8], start: u32) -> u32 {
    let rest = data.iter().fold(!start, |rest, &byte| {
        TABLE[usize::from(rest as u8 ^ byte)] ^ rest >> 8
    });
    !rest
}

fn adler32(data: &[u8], start: u32) -> u32 {
    const MODULUS: u32 = 65_521;
    let (mut low, mut high) = (start & 0xffff, start >> 16);
    // So many bytes fit before a sum overflows.
    for part in data.chunks(5552) {
        for &byte in part {
            low += u32::from(byte);
            high += low;
        }
        low %= MODULUS;
        high %= MODULUS;
    }
    high << 16 | low
}

fn checksum(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    default: u32,
    sum: fn(&[u8], u32) -> u32,
) -> R {
    if !args.kw.is_empty() {
        let module = if vm.since(9) { "zlib." } else { "" };
        return Err(vm.type_error(format!("{module}{name}() takes no keyword arguments")));
    }
    check_positional(vm, name, args.pos.len(), 1, 2)?;
    let start = match args.pos.get(1) {
        Some(&start) if !vm.since(10) && !vm.has_index(start) => {
            let text = format!("an integer is required (got type {})", vm.tp_name(start));
            return Err(vm.type_error(text));
        }
        Some(&start) => vm.index_value(start)?.to_i64().map(|start| start as u32),
        None => Some(default),
    };
    let Some(start) = start else {
        return Err(vm.unsupported(format!("zlib.{name} with so large a start")));
    };
    let data = args.pos[0];
    let len = match vm.body(data) {
        Body::Bytes(bytes) => bytes.len(),
        Body::ByteArray(bytes) => bytes.len(),
        _ => {
            let text = format!(
                "a bytes-like object is required, not '{}'",
                vm.tp_name(data)
            );
            return Err(vm.type_error(text));
        }
    };
    if len > LETS_GO {
        vm.sleep(len as u64 / BYTES_PER_NANOSECOND)?;
    }
    let value = match vm.body(data) {
        Body::Bytes(bytes) => sum(bytes.as_slice(), start),
        Body::ByteArray(bytes) => sum(bytes.bytes(), start),
        _ => start,
    };
    Ok(vm.int_i64(i64::from(value)))
}
