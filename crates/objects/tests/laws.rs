//! Laws that hold after every operation, whatever the operations are.

use std::collections::HashSet;

use objects::{Heap, Memory, Namespace, Ref};
use proptest::prelude::*;
use proptest::sample::Index;
use version::{MEASURED, Version};

/// One step on a bare heap. The numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Insert(Vec<Index>),
    Incref(Index),
    Decref(Index),
    Store(Index, Index),
    Take(Index),
    Bind(u8, Index),
    Unbind(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    prop_oneof![
        3 => prop::collection::vec(index(), 0..4).prop_map(Step::Insert),
        2 => index().prop_map(Step::Incref),
        4 => index().prop_map(Step::Decref),
        2 => (index(), index()).prop_map(|(holder, item)| Step::Store(holder, item)),
        1 => index().prop_map(Step::Take),
        2 => (0..4u8, index()).prop_map(|(name, object)| Step::Bind(name, object)),
        1 => (0..4u8).prop_map(Step::Unbind),
    ]
}

/// A heap, the names, and the references in our own hands.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bench {
    heap: Heap<Vec<Ref>>,
    names: Namespace,
    held: Vec<Ref>,
}

impl Bench {
    /// Does one step, with every reference counted as it must be.
    fn apply(&mut self, step: &Step) {
        let Bench { heap, names, held } = self;
        let pick = |held: &[Ref], index: &Index| (!held.is_empty()).then(|| *index.get(held));
        match step {
            Step::Insert(items) => {
                let items: Vec<Ref> = items.iter().filter_map(|index| pick(held, index)).collect();
                items.iter().for_each(|&item| heap.incref(item));
                held.push(heap.insert(items));
            }
            Step::Incref(index) => {
                if let Some(object) = pick(held, index) {
                    heap.incref(object);
                    held.push(object);
                }
            }
            Step::Decref(index) if !held.is_empty() => {
                let object = held.swap_remove(index.index(held.len()));
                heap.decref(object);
            }
            Step::Store(holder, item) => {
                if let (Some(holder), Some(item)) = (pick(held, holder), pick(held, item)) {
                    heap.incref(item);
                    heap.get_mut(holder).expect("held, so alive").push(item);
                }
            }
            Step::Take(holder) => {
                if let Some(holder) = pick(held, holder)
                    && let Some(item) = heap.get_mut(holder).expect("held, so alive").pop()
                {
                    heap.decref(item);
                }
            }
            Step::Bind(name, object) => {
                if let Some(object) = pick(held, object) {
                    names.bind(heap, &name.to_string(), object);
                }
            }
            Step::Unbind(name) => {
                // A name that isn't bound is an error, and changes nothing.
                let _unbound = names.unbind(heap, &name.to_string());
            }
            Step::Decref(_) => {}
        }
    }

    /// The references from outside the heap.
    fn roots(&self) -> Vec<Ref> {
        self.held
            .iter()
            .copied()
            .chain(self.names.roots())
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn references_are_conserved_and_a_dead_key_never_revives(steps in prop::collection::vec(step(), 0..120)) {
        let mut bench = Bench::default();
        let mut alive: HashSet<Ref> = HashSet::new();
        let mut dead: HashSet<Ref> = HashSet::new();
        for step in &steps {
            bench.apply(step);
            prop_assert_eq!(bench.heap.audit(bench.roots()), Ok(()));
            let now: HashSet<Ref> = bench.heap.iter().map(|(object, _)| object).collect();
            prop_assert_eq!(now.len(), bench.heap.len());
            dead.extend(alive.difference(&now));
            prop_assert!(dead.is_disjoint(&now));
            for &object in &dead {
                prop_assert!(!bench.heap.is_alive(object));
                prop_assert!(bench.heap.get(object).is_none());
                prop_assert!(bench.heap.try_incref(object).is_err());
                prop_assert!(bench.heap.try_decref(object).is_err());
            }
            alive = now;
        }
    }

    #[test]
    fn a_clone_goes_the_same_way(steps in prop::collection::vec(step(), 0..120), at in any::<Index>()) {
        let mut original = Bench::default();
        let (before, after) = steps.split_at(at.index(steps.len() + 1));
        before.iter().for_each(|step| original.apply(step));
        let mut clone = original.clone();
        for step in after {
            original.apply(step);
            clone.apply(step);
            prop_assert_eq!(&original, &clone);
        }
    }

    #[test]
    fn a_reference_that_is_not_counted_is_found(steps in prop::collection::vec(step(), 0..60), at in any::<Index>()) {
        let mut bench = Bench::default();
        steps.iter().for_each(|step| bench.apply(step));
        prop_assume!(!bench.held.is_empty());
        let object = *at.get(&bench.held);
        let mut roots = bench.roots();
        roots.push(object);
        let error = bench.heap.audit(roots).expect_err("one root too many");
        prop_assert_eq!(error.miscounts.len(), 1);
        prop_assert_eq!(error.miscounts[0].object, object);
        prop_assert_eq!(error.miscounts[0].counted, error.miscounts[0].stored + 1);
    }
}

/// One step in an interpreter. The numbers choose among the names.
#[derive(Clone, Debug)]
enum Action {
    Int(u8, i64),
    Str(u8, String),
    List(u8, Vec<u8>),
    Tuple(u8, Vec<u8>),
    Dict(u8),
    Set(u8),
    Alias(u8, u8),
    Delete(u8),
    Append(u8, u8),
    Pop(u8),
    SetItem(u8, u8),
    DeleteItem(u8),
    Store(u8, u8, u8),
    Remove(u8, u8),
    Add(u8, u8),
    Discard(u8, u8),
    Augment(u8, u8),
    Clear(u8),
}

fn action() -> impl Strategy<Value = Action> {
    let name = || 0..6u8;
    prop_oneof![
        (name(), -10..1100i64).prop_map(|(name, value)| Action::Int(name, value)),
        (name(), "[a-c ]{0,3}").prop_map(|(name, text)| Action::Str(name, text)),
        (name(), prop::collection::vec(name(), 0..4))
            .prop_map(|(name, items)| Action::List(name, items)),
        (name(), prop::collection::vec(name(), 0..4))
            .prop_map(|(name, items)| Action::Tuple(name, items)),
        name().prop_map(Action::Dict),
        name().prop_map(Action::Set),
        (name(), name()).prop_map(|(name, other)| Action::Alias(name, other)),
        name().prop_map(Action::Delete),
        (name(), name()).prop_map(|(name, item)| Action::Append(name, item)),
        name().prop_map(Action::Pop),
        (name(), name()).prop_map(|(name, item)| Action::SetItem(name, item)),
        name().prop_map(Action::DeleteItem),
        (name(), name(), name()).prop_map(|(name, key, value)| Action::Store(name, key, value)),
        (name(), name()).prop_map(|(name, key)| Action::Remove(name, key)),
        (name(), name()).prop_map(|(name, key)| Action::Add(name, key)),
        (name(), name()).prop_map(|(name, key)| Action::Discard(name, key)),
        (name(), name()).prop_map(|(name, other)| Action::Augment(name, other)),
        name().prop_map(Action::Clear),
    ]
}

/// Does one action. An exception is a result like any other; the audit tells whether it left the counts right.
fn act(memory: &mut Memory, action: &Action) -> Result<(), objects::Exception> {
    let get = |memory: &Memory, name: u8| memory.lookup(&name.to_string());
    let collect = |memory: &mut Memory, items: &[u8]| -> Vec<Ref> {
        let found: Vec<Ref> = items
            .iter()
            .filter_map(|&item| get(memory, item).ok())
            .collect();
        found.iter().map(|&item| memory.new_ref(item)).collect()
    };
    let (name, made) = match action {
        Action::Int(name, value) => (name, memory.int(*value)),
        Action::Str(name, text) => (name, memory.constant(text)),
        Action::List(name, items) => {
            let items = collect(memory, items);
            (name, memory.list(items))
        }
        Action::Tuple(name, items) => {
            let items = collect(memory, items);
            (name, memory.tuple(items))
        }
        Action::Dict(name) => (name, memory.dict()),
        Action::Set(name) => (name, memory.set()),
        Action::Pop(name) => (name, memory.pop(get(memory, *name)?)?),
        Action::Alias(name, other) => {
            let other = get(memory, *other)?;
            (name, memory.new_ref(other))
        }
        Action::Delete(name) => return memory.unbind(&name.to_string()),
        Action::Append(name, item) => {
            return memory.append(get(memory, *name)?, get(memory, *item)?);
        }
        Action::SetItem(name, item) => {
            return memory.set_item(get(memory, *name)?, 0, get(memory, *item)?);
        }
        Action::DeleteItem(name) => return memory.delete_item(get(memory, *name)?, 0),
        Action::Store(name, key, value) => {
            return memory.dict_set(
                get(memory, *name)?,
                get(memory, *key)?,
                get(memory, *value)?,
            );
        }
        Action::Remove(name, key) => {
            return memory.dict_delete(get(memory, *name)?, get(memory, *key)?);
        }
        Action::Add(name, key) => return memory.set_add(get(memory, *name)?, get(memory, *key)?),
        Action::Discard(name, key) => {
            return memory
                .set_discard(get(memory, *name)?, get(memory, *key)?)
                .map(|_was_there| ());
        }
        Action::Augment(name, other) => {
            return memory.augment(&name.to_string(), get(memory, *other)?);
        }
        Action::Clear(name) => return memory.clear_list(get(memory, *name)?),
    };
    memory.bind_new(&name.to_string(), made);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_interpreter_counts_right_after_every_action(
        actions in prop::collection::vec(action(), 0..60),
        version in prop::sample::select(MEASURED.to_vec()),
    ) {
        let mut memory = Memory::new(version);
        for action in &actions {
            // A program may go on after an exception, so the counts must be right then too.
            let _exception = act(&mut memory, action);
            prop_assert_eq!(memory.audit([]), Ok(()), "{:?} in {}", action, version);
        }
        let clone = memory.clone();
        prop_assert_eq!(&memory, &clone);
    }

    #[test]
    fn free_then_allocate_of_one_size_gives_the_same_address(
        lengths in prop::collection::vec(1..60usize, 1..20),
        at in any::<Index>(),
        version in prop::sample::select(MEASURED.to_vec()),
    ) {
        let mut memory = Memory::new(version);
        let none = memory.none();
        let mut made: Vec<(usize, Ref)> = Vec::new();
        for &length in &lengths {
            let items = vec![none; length];
            items.iter().for_each(|&item| { memory.new_ref(item); });
            made.push((length, memory.tuple(items)));
        }
        let (length, object) = made.swap_remove(at.index(made.len()));
        let id = memory.id(object);
        memory.drop(object);
        let items = vec![none; length];
        items.iter().for_each(|&item| { memory.new_ref(item); });
        let next = memory.tuple(items);
        prop_assert_eq!(memory.id(next), id);
        prop_assert!(next != object, "an address comes back, a reference doesn't");
        let ids: HashSet<u64> = made.iter().map(|&(_, object)| memory.id(object)).chain([id]).collect();
        prop_assert_eq!(ids.len(), lengths.len());
    }
}

#[test]
fn a_heap_can_be_sent_to_another_thread() {
    let mut memory = Memory::new(Version::default());
    let list = memory.list([]);
    memory.bind_new("a", list);
    let memory = std::thread::spawn(move || {
        memory.unbind("a").expect("bound");
        memory
    });
    assert!(!memory.join().expect("the thread ran").heap().is_alive(list));
}
