//! Bytearrays: sizes while they grow and shrink.

use objects::types::ByteArray;
use serde_json::{Value, json};
use version::Version;

use crate::facts::{Section, by_len, recorded, steps};

fn misc(version: Version) -> Value {
    let mut queue = ByteArray::new(version, vec![0; 1000]);
    let mut sizes = vec![queue.sizeof(version)];
    queue.delete(version, 0..500);
    sizes.push(queue.sizeof(version));
    queue.delete(version, 0..400);
    sizes.push(queue.sizeof(version));
    queue.extend(version, b"x");
    sizes.push(queue.sizeof(version));
    let mut cleared = ByteArray::new(version, vec![0; 1000]);
    cleared.clear(version);
    let extended = |more: usize| {
        let mut bytes = ByteArray::new(version, vec![0; 100]);
        bytes.extend(version, &vec![b'x'; more]);
        bytes.sizeof(version)
    };
    json!({
        "bytearray(1000)": sizes[0],
        "del_first_500": sizes[1],
        "then_del_400_more": sizes[2],
        "then_+=1": sizes[3],
        "clear": cleared.sizeof(version),
        "100+=10": extended(10),
        "100.extend(100)": extended(100),
    })
}

/// The sizes of bytearrays of each length, in the section that holds those of all types.
pub fn check_sizes(v: Version, s: &mut Section<'_>) {
    let size = |n| ByteArray::new(v, vec![0; n]).sizeof(v);
    s.check("bytearray_by_len", by_len(21, size));
}

#[test]
fn growth_and_shrinking() {
    for facts in recorded() {
        let v = facts.version;
        let mut s = facts.section("bytearray_growth");
        let mut bytes = ByteArray::new(v, []);
        let mut seen = vec![(0, bytes.sizeof(v))];
        for n in 1..=1000 {
            bytes.append(v, 0);
            seen.push((n, bytes.sizeof(v)));
        }
        s.check("append_to_1000[len,size]", steps(seen));
        let mut seen = vec![(1000, bytes.sizeof(v))];
        while !bytes.is_empty() {
            assert_eq!(bytes.pop(v, bytes.len() - 1), Some(0));
            seen.push((bytes.len(), bytes.sizeof(v)));
        }
        s.check("pop_from_1000[len,size]", steps(seen));
        s.check("misc", misc(v));
        s.check(
            "str_size_after_+=_has_no_slack",
            crate::atoms::growing_text(v),
        );
        s.finish();
    }
}
