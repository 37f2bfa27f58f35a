//! Golden event logs: every step of four small programs.

use objects::{Arg, Code, Frame, Heap, Log, Memory, Namespace, Ref, World};
use version::Version;

/// The log as text, and an empty log from now on.
fn take(log: &mut Log) -> Vec<String> {
    log.take().iter().map(ToString::to_string).collect()
}

#[test]
fn two_names_and_one_list() {
    let mut heap = Heap::with_observer(Log::new());
    let mut names = Namespace::new();
    let list = heap.insert(Vec::<Ref>::new());
    names.bind_new(&mut heap, "a", list); // a = []
    names.bind(&mut heap, "b", list); // b = a
    names.unbind(&mut heap, "a").expect("bound"); // del a
    names.unbind(&mut heap, "b").expect("bound"); // del b
    assert_eq!(
        heap.observer().lines(),
        [
            "born #0",
            "bind a -> #0",
            "incref #0 = 2",
            "bind b -> #0",
            "unbind a -> #0",
            "decref #0 = 1",
            "unbind b -> #0",
            "decref #0 = 0",
            "dies #0",
            "freed #0",
        ]
    );
}

#[test]
fn a_container_takes_its_contents_with_it() {
    let mut memory = Memory::with_observer(Version::new(3, 13, 18), Log::new());
    memory.heap_mut().observer_mut().clear();
    let first = memory.instance("A");
    let second = memory.instance("B");
    let inner = memory.list([first]);
    let outer = memory.list([inner, second]);
    let base = first.index();
    assert_eq!(base + 3, outer.index());
    let first_life = memory.heap_mut().observer_mut().take();
    assert_eq!(
        first_life
            .iter()
            .filter(|event| matches!(event, objects::Event::Born { .. }))
            .count(),
        4
    );
    memory.drop(outer);
    let lines: Vec<String> = take(memory.heap_mut().observer_mut())
        .into_iter()
        .filter(|line| !line.starts_with("address"))
        .collect();
    // The list lets go of its last item first, and is freed after all of them.
    let named = |text: &str| {
        let names = [
            ("first", first),
            ("second", second),
            ("inner", inner),
            ("outer", outer),
        ];
        names.iter().fold(text.to_owned(), |text, (name, object)| {
            text.replace(name, &object.to_string())
        })
    };
    let expected = [
        "decref outer = 0",
        "dies outer",
        "decref second = 0",
        "dies second",
        "freed second",
        "decref inner = 0",
        "dies inner",
        "decref first = 0",
        "dies first",
        "freed first",
        "freed inner",
        "freed outer",
    ];
    assert_eq!(lines, expected.map(named));
}

#[test]
fn a_buffer_is_returned_before_its_object() {
    let mut memory = Memory::with_observer(Version::new(3, 13, 18), Log::new());
    let list = memory.list([]);
    let none = memory.none();
    memory.append(list, none).expect("a list");
    let buffer = memory
        .heap()
        .buffer_address(list)
        .expect("one item needs a buffer");
    let block = memory.id(list) - 16;
    memory.heap_mut().observer_mut().clear();
    memory.drop(list);
    let returned: Vec<String> = take(memory.heap_mut().observer_mut())
        .into_iter()
        .filter(|line| line.starts_with("address"))
        .collect();
    assert_eq!(
        returned,
        [
            format!("address returned {list} {buffer:#x}"),
            format!("address returned {list} {block:#x}")
        ]
    );
}

/// What happens when a function with the locals a and b is left.
fn log_of_leaving(version: Version) -> Vec<String> {
    let mut heap = Heap::with_observer(Log::new());
    let code = Code::new("f", &["x"], &["a", "b"]);
    let argument = heap.insert(());
    let mut frame =
        Frame::enter(&mut heap, version, &code, &[Arg::Temporary(argument)]).expect("one argument");
    for name in ["a", "b"] {
        let object = heap.insert(());
        frame.bind_new(&mut heap, name, object).expect("a local");
    }
    heap.observer_mut().clear();
    frame.leave(&mut heap);
    heap.observer().lines()
}

#[test]
fn a_frame_is_left_first_to_last_in_3_13() {
    assert_eq!(
        log_of_leaving(Version::new(3, 13, 18)),
        [
            "frame left f",
            "decref #0 = 0",
            "dies #0",
            "freed #0",
            "decref #1 = 0",
            "dies #1",
            "freed #1",
            "decref #2 = 0",
            "dies #2",
            "freed #2",
        ]
    );
}

#[test]
fn a_frame_is_left_last_to_first_in_3_14() {
    assert_eq!(
        log_of_leaving(Version::new(3, 14, 10)),
        [
            "frame left f",
            "decref #2 = 0",
            "dies #2",
            "freed #2",
            "decref #1 = 0",
            "dies #1",
            "freed #1",
            "decref #0 = 0",
            "dies #0",
            "freed #0",
        ]
    );
}

#[test]
fn the_caller_of_3_10_lets_go_of_an_argument_last() {
    let log = log_of_leaving(Version::new(3, 10, 13));
    assert_eq!(log[1], "decref #0 = 1");
    assert_eq!(
        log[log.len() - 3..],
        ["decref #0 = 0", "dies #0", "freed #0"]
    );
}

/// A world whose objects have a finalizer that saves them, and weak references.
struct Saving {
    heap: Heap<Vec<Ref>, Log>,
    saved: Vec<Ref>,
}

impl World for Saving {
    type Object = Vec<Ref>;
    type Observer = Log;

    fn heap(&mut self) -> &mut Heap<Vec<Ref>, Log> {
        &mut self.heap
    }

    fn has_finalizer(&self, _object: Ref) -> bool {
        true
    }

    fn finalize(&mut self, object: Ref) {
        self.heap.incref(object);
        self.saved.push(object);
    }

    fn has_weakrefs(&self, _object: Ref) -> bool {
        true
    }

    fn clear_weakrefs(&mut self, object: Ref) {
        assert!(
            !self.heap.is_alive(object),
            "a callback can't save the object"
        );
        assert!(self.heap.try_incref(object).is_err());
    }
}

#[test]
fn a_finalizer_may_save_its_object_once() {
    let mut world = Saving {
        heap: Heap::with_observer(Log::new()),
        saved: Vec::new(),
    };
    let object = world.heap.insert(Vec::new());
    objects::decref(&mut world, object);
    assert_eq!(
        take(world.heap.observer_mut()),
        [
            "born #0",
            "decref #0 = 0",
            "dies #0",
            "finalizer #0",
            "incref #0 = 2",
            "resurrected #0 = 1"
        ]
    );
    assert!(world.heap.is_finalized(object));
    let saved = world.saved.pop().expect("the finalizer saved it");
    objects::decref(&mut world, saved);
    assert_eq!(
        take(world.heap.observer_mut()),
        [
            "decref #0 = 0",
            "dies #0",
            "weakrefs cleared #0",
            "freed #0"
        ]
    );
}
