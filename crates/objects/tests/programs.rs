//! Small Python programs, run step by step.

use objects::{Code, Memory, Object};
use version::{MEASURED, Version};

#[test]
fn a_list_grows_in_place_and_a_tuple_is_made_anew() {
    for version in MEASURED {
        let mut memory = Memory::new(version);
        let (one, two) = (memory.int(1), memory.int(2));
        let list = memory.list([one]);
        memory.bind_new("a", list);
        memory.bind("b", list);
        let more = memory.list([two]);
        memory.augment("a", more).expect("two lists"); // a += [2]
        assert_eq!(memory.lookup("a"), memory.lookup("b"));
        assert_eq!(memory.repr(list), "[1, 2]");

        let one = memory.int(1);
        let tuple = memory.tuple([one]);
        memory.bind_new("t", tuple);
        memory.bind("u", tuple);
        memory.augment("u", tuple).expect("two tuples"); // u += t
        assert_ne!(memory.lookup("t"), memory.lookup("u"));
        assert_eq!(memory.repr(memory.lookup("u").expect("bound")), "(1, 1)");
        assert_eq!(memory.repr(tuple), "(1,)");
        assert_eq!(memory.audit([more]), Ok(()), "{version}");
    }
}

#[test]
fn a_default_value_lives_as_long_as_its_function() {
    let mut memory = Memory::new(Version::default());
    let default = memory.list([]);
    let function = memory.function(Code::new("f", &["x"], &[]), [default]);
    memory.bind_new("f", function);
    let one = memory.int(1);
    memory.append(default, one).expect("a list");
    assert_eq!(memory.repr(default), "[1]");
    memory.unbind("f").expect("bound");
    assert!(!memory.heap().is_alive(default));
}

#[test]
fn an_address_is_used_again_and_a_reference_is_not() {
    for version in MEASURED {
        let mut memory = Memory::new(version);
        let first = memory.float(1.5);
        let id = memory.id(first);
        memory.drop(first);
        let second = memory.float(2.5);
        assert_eq!(memory.id(second), id, "{version}");
        assert_ne!(first, second);
        assert!(memory.heap().get(first).is_none());
    }
}

#[test]
fn a_list_stays_where_it_is_while_its_buffer_moves() {
    for version in MEASURED {
        let mut memory = Memory::new(version);
        let list = memory.list([]);
        let id = memory.id(list);
        let none = memory.none();
        let mut buffers = Vec::new();
        for _ in 0..200 {
            memory.append(list, none).expect("a list");
            buffers.push(memory.heap().buffer_address(list).expect("it has items"));
            let nbytes = memory.get(list).buffer_bytes(version);
            assert_eq!(memory.heap().buffer_nbytes(list), nbytes);
        }
        assert_eq!(memory.id(list), id);
        buffers.dedup();
        assert!(buffers.len() > 5, "{version}: {buffers:x?}");
        assert_eq!(
            memory.getsizeof(list).expect("a list"),
            40 + 16 + memory.heap().buffer_nbytes(list)
        );
    }
}

#[test]
fn nothing_is_left_of_a_program_that_drops_everything() {
    for version in MEASURED {
        let mut memory = Memory::new(version);
        let blocks = |memory: &Memory| {
            memory
                .heap()
                .allocator()
                .expect("it has addresses")
                .getallocatedblocks()
        };
        let (objects, before) = (memory.heap().len(), blocks(&memory));
        let (dict, set, bytes) = (memory.dict(), memory.set(), memory.bytearray(b"abc"));
        for value in 0..500 {
            let (key, item) = (memory.int(value), memory.float(0.5));
            memory
                .dict_set(dict, key, item)
                .expect("an integer has a hash");
            memory.set_add(set, key).expect("an integer has a hash");
            memory.drop(key);
            memory.drop(item);
        }
        assert!(blocks(&memory) > before + 500);
        assert_eq!(memory.audit([dict, set, bytes]), Ok(()));
        for object in [dict, set, bytes] {
            memory.drop(object);
        }
        assert_eq!(
            (memory.heap().len(), blocks(&memory)),
            (objects, before),
            "{version}"
        );
    }
}

#[test]
fn equal_keys_are_one_key() {
    let mut memory = Memory::new(Version::default());
    let dict = memory.dict();
    let keys = [memory.int(1), memory.float(1.0), memory.bool(true)];
    for key in keys {
        memory
            .dict_set(dict, key, key)
            .expect("a number has a hash");
    }
    assert_eq!(memory.repr(dict), "{1: True}");
    assert!(memory.contains(dict, keys[1]).expect("a number has a hash"));
    let Object::Dict(held) = memory.get(dict) else {
        panic!("it is a dict")
    };
    assert_eq!(held.len(), 1);
    memory.dict_delete(dict, keys[1]).expect("it is there");
    assert_eq!(memory.repr(dict), "{}");
}

#[test]
fn an_instance_has_the_measured_size() {
    // sys.getsizeof of an instance of a plain class, printed by each of these.
    for (version, measured) in MEASURED.into_iter().zip([48, 48, 48, 56, 48, 48, 48, 48]) {
        let mut memory = Memory::new(version);
        let instance = memory.instance("A");
        assert_eq!(memory.getsizeof(instance), Ok(measured), "{version}");
    }
}

#[test]
fn an_interpreter_without_memory_counts_right() {
    let mut memory = Memory::new(Version::default());
    let item = memory.instance("A");
    let items = vec![item; 2_000];
    for _ in 1..items.len() {
        memory.new_ref(item);
    }
    let limit = memory
        .heap()
        .allocator()
        .expect("it has addresses")
        .mapped_bytes();
    memory
        .heap_mut()
        .allocator_mut()
        .expect("it has addresses")
        .limit_memory(limit);
    let mut made = vec![];
    // Small objects fit into the arena that is there; sooner or later a large tuple doesn't.
    let error = loop {
        match memory.try_make(Object::Tuple(items.iter().copied().collect())) {
            Ok(tuple) => {
                for _ in 0..items.len() {
                    memory.new_ref(item);
                }
                made.push(tuple);
            }
            Err(error) => break error,
        }
        assert!(made.len() < 100_000, "the limit holds");
    };
    assert_eq!(error.to_string(), "MemoryError");
    assert_eq!(memory.audit(made), Ok(()));
}
