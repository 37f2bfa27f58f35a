//! What is said of a program that counts wrongly.

use objects::{AuditError, DeadRef, Gone, Heap, Memory, Ref};
use version::Version;

/// A reference to an object that was freed, and the heap it was freed from.
fn dead() -> (Heap<Vec<Ref>>, Ref) {
    let mut heap = Heap::new();
    let object = heap.insert(vec![]);
    heap.decref(object);
    (heap, object)
}

#[test]
fn a_freed_object_is_an_error_with_its_likely_culprit() {
    let (mut heap, object) = dead();
    assert_eq!(
        heap.try_incref(object),
        Err(DeadRef {
            object,
            gone: Gone::Freed
        })
    );
    let next = heap.insert(vec![]);
    assert_eq!(next.index(), object.index(), "the slot is used again");
    let error = heap.try_decref(object).expect_err("the object is gone");
    assert_eq!(error.gone, Gone::Reused);
    assert!(error.to_string().contains("one decref too many"), "{error}");
    assert_eq!(heap.refcnt(next), 1, "the later object isn't touched");
}

#[test]
#[should_panic(expected = "decref: #0 was freed: is there one decref too many")]
fn a_decref_of_a_freed_object_stops_the_program() {
    let (mut heap, object) = dead();
    heap.decref(object);
}

#[test]
#[should_panic(expected = "incref: #0 was freed")]
fn an_incref_of_a_freed_object_stops_the_program() {
    let (mut heap, object) = dead();
    heap.incref(object);
}

#[test]
fn a_reference_from_another_heap_is_told_apart() {
    let (_, object) = dead();
    let heap = Heap::<Vec<Ref>>::new();
    assert_eq!(
        heap.check(object),
        Err(DeadRef {
            object,
            gone: Gone::Foreign
        })
    );
}

#[test]
fn the_audit_names_each_object_with_both_counts() {
    let mut heap = Heap::new();
    let (first, second) = (heap.insert(vec![]), heap.insert(vec![]));
    heap.incref(first);
    heap.get_mut(second).expect("alive").push(second);
    let error = heap
        .audit([first, second])
        .expect_err("both counts are wrong");
    assert_eq!(
        error.to_string(),
        "#0 says 2, and 1 were found: a decref is missing, its Trace leaves a reference out, or a root was not given\n\
         #1 says 1, and 2 were found: an incref is missing, or a root was given twice"
    );
}

#[test]
fn the_audit_finds_a_reference_to_nothing() {
    let (mut heap, gone) = dead();
    let spare = heap.insert(vec![]);
    let holder = heap.insert(vec![gone]);
    let AuditError {
        dangling,
        miscounts,
        ..
    } = heap.audit([holder, spare]).expect_err("the object is gone");
    assert_eq!(dangling.len(), 1);
    assert_eq!(
        (dangling[0].holder, dangling[0].dead.object),
        (Some(holder), gone)
    );
    assert!(miscounts.is_empty());
}

#[test]
fn an_immortal_object_counts_nothing_and_its_children_are_counted() {
    let mut heap = Heap::new();
    let child = heap.insert(vec![]);
    let eternal = heap.insert_immortal(vec![child]);
    heap.incref(eternal);
    for _ in 0..3 {
        heap.decref(eternal);
    }
    assert!(heap.is_alive(eternal));
    assert_eq!(heap.refcnt(eternal), u32::MAX);
    assert_eq!(heap.audit([]), Ok(()));
}

#[test]
fn exceptions_say_what_python_says() {
    // Printed by 3.13.18 and 3.14.10.
    for (version, key_text) in [
        (
            Version::new(3, 13, 18),
            "TypeError: unhashable type: 'list'",
        ),
        (
            Version::new(3, 14, 10),
            "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')",
        ),
    ] {
        let mut memory = Memory::new(version);
        let (list, dict) = (memory.list([]), memory.dict());
        let one = memory.int(1);
        let tuple = memory.tuple([one]);
        let texts = [
            memory
                .dict_set(dict, list, one)
                .expect_err("a list has no hash")
                .to_string(),
            memory
                .append(tuple, one)
                .expect_err("a tuple has no append")
                .to_string(),
            memory
                .set_item(tuple, 0, one)
                .expect_err("a tuple can't change")
                .to_string(),
            memory
                .set_item(list, 0, one)
                .expect_err("it is empty")
                .to_string(),
            memory.pop(list).expect_err("it is empty").to_string(),
            memory
                .dict_get(dict, one)
                .expect_err("it is empty")
                .to_string(),
            memory.add(tuple, list).expect_err("two types").to_string(),
            memory
                .inplace_add(one, list)
                .expect_err("two types")
                .to_string(),
        ];
        assert_eq!(
            texts,
            [
                key_text,
                "AttributeError: 'tuple' object has no attribute 'append'",
                "TypeError: 'tuple' object does not support item assignment",
                "IndexError: list assignment index out of range",
                "IndexError: pop from empty list",
                "KeyError: 1",
                "TypeError: can only concatenate tuple (not \"list\") to tuple",
                "TypeError: unsupported operand type(s) for +=: 'int' and 'list'",
            ]
        );
        assert_eq!(memory.audit([list, dict, one, tuple]), Ok(()));
    }
}
