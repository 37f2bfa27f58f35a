//! Biased counts, step by step and with real threads.

use std::thread;

use gil::count::{
    DeferredRefcount, REF_MAYBE_WEAKREF, REF_MERGED, REF_QUEUED, REF_SHARED_FLAG_MASK,
};
use gil::{Atomic, Biased, Count, Locked, Object, Outcome, Racy, ThreadId, Threads};
use version::Version;

const OWNER: ThreadId = ThreadId::new(1);
const OTHER: ThreadId = ThreadId::new(2);

/// local, shared, flags, owned
fn fields(counts: &Biased) -> (u32, isize, isize, bool) {
    (
        counts.local(),
        counts.shared(),
        counts.flags(),
        counts.owner().is_some(),
    )
}

#[test]
fn the_owner_counts_locally_and_others_in_the_shared_field() {
    let counts = Biased::new(OWNER);
    counts.incref(OWNER);
    assert_eq!(fields(&counts), (2, 0, 0, true));
    counts.incref(OTHER);
    assert_eq!(fields(&counts), (2, 1, 0, true));
    assert_eq!(counts.refcnt(), 3);
    assert_eq!(counts.decref(OTHER), Outcome::Lives);
    assert_eq!(counts.decref(OWNER), Outcome::Lives);
    assert_eq!(counts.decref(OWNER), Outcome::Dead);
}

#[test]
fn a_given_reference_queues_the_object_once() {
    let counts = Biased::new(OWNER);
    counts.incref(OWNER);
    counts.incref(OWNER);
    assert_eq!(counts.decref(OTHER), Outcome::Queue);
    assert_eq!(fields(&counts), (3, 0, REF_QUEUED, true));
    // In the queue already, so the second one only makes the shared count negative.
    assert_eq!(counts.decref(OTHER), Outcome::Lives);
    assert_eq!(fields(&counts), (3, -1, REF_QUEUED, true));
    assert_eq!(counts.refcnt(), 2);
}

#[test]
fn the_last_local_reference_merges() {
    let counts = Biased::new(OWNER);
    counts.incref(OTHER);
    assert_eq!(counts.decref(OWNER), Outcome::Lives);
    assert_eq!(fields(&counts), (0, 1, REF_MERGED, false));
    // The former owner counts as everybody does now.
    counts.incref(OWNER);
    assert_eq!(fields(&counts), (0, 2, REF_MERGED, false));
    assert_eq!(counts.decref(OWNER), Outcome::Lives);
    assert_eq!(counts.decref(OTHER), Outcome::Dead);
}

#[test]
fn an_object_that_may_be_weakly_referenced_is_merged_before_it_dies() {
    let counts = Biased::new(OWNER);
    assert!(
        !counts.try_incref(OTHER),
        "no flag, so the owner may free it at any moment"
    );
    counts.set_maybe_weakref();
    assert_eq!(fields(&counts), (1, 0, REF_MAYBE_WEAKREF, true));
    assert!(counts.try_incref(OTHER));
    assert_eq!(counts.decref(OTHER), Outcome::Lives);
    assert_eq!(counts.decref(OWNER), Outcome::Dead);
    assert_eq!(fields(&counts), (0, 0, REF_MERGED, false));
    assert!(!counts.try_incref(OTHER) && !counts.try_incref(OWNER));
}

#[test]
fn an_immortal_object_is_never_written() {
    let counts = Biased::immortal();
    let before = fields(&counts);
    for thread in [OWNER, OTHER] {
        counts.incref(thread);
        assert_eq!(counts.decref(thread), Outcome::Lives);
        assert!(counts.try_incref(thread));
    }
    counts.set_maybe_weakref();
    assert!(counts.is_immortal());
    assert_eq!(fields(&counts), before);
}

#[test]
fn a_deferred_count_never_reaches_zero() {
    for (version, shared, flags, local) in [
        (Version::new(3, 13, 15), 0, REF_QUEUED, 2),
        (Version::new(3, 14, 7), isize::MAX / 8, 0, 1),
    ] {
        let counts = Biased::deferred(OWNER, version.without_gil());
        assert_eq!(fields(&counts), (local, shared, flags, true));
        counts.incref(OTHER);
        assert_eq!(counts.decref(OTHER), Outcome::Lives, "{version} queued it");
        assert_eq!(counts.decref(OWNER), Outcome::Lives, "{version} freed it");
        assert!(counts.refcnt() > 0);
    }
    assert_eq!(DeferredRefcount::REF_DEFERRED, 0x0fff_ffff_ffff_ffff);
    assert_eq!(REF_SHARED_FLAG_MASK, REF_MERGED);
}

#[test]
fn the_owner_is_told_and_merges() {
    let threads = Threads::new();
    let (owner, other) = (threads.attach(), threads.attach());
    let object = owner.make("spam");
    object.incref(&owner);
    assert!(!owner.eval_breaker());
    assert_eq!(object.decref(&other), None);
    assert!(owner.eval_breaker(), "nobody told the owner");
    assert!(!other.eval_breaker());
    assert_eq!(owner.merge_refcounts(), Vec::<&str>::new());
    assert!(!owner.eval_breaker());
    assert_eq!(object.counts().refcnt(), 1);
    assert_eq!(object.decref(&owner), Some("spam"));
    assert!(object.get(|_| ()).is_err());
}

#[test]
fn an_object_without_its_owner_is_merged_by_who_comes_next() {
    let threads = Threads::new();
    let other = threads.attach();
    let object = {
        let owner = threads.attach();
        owner.make("spam")
    }; // the owner has ended with its reference given away
    assert!(object.counts().owner().is_some());
    assert_eq!(object.decref(&other), Some("spam"));
}

#[test]
fn a_thread_that_ends_empties_its_queue() {
    let threads = Threads::new();
    let other = threads.attach();
    let owner = threads.attach();
    let object = owner.make("spam");
    assert_eq!(object.decref(&other), None);
    assert_eq!(owner.end(), ["spam"]);
}

#[test]
fn an_immortal_object_can_be_shared_like_any() {
    let threads: Threads<&str> = Threads::new();
    let thread = threads.attach();
    let none = Object::with(Biased::immortal(), "None");
    assert_eq!(none.decref(&thread), None);
    assert!(none.try_incref(&thread));
    assert_eq!(none.get(|text| text.len()), Ok(4));
    assert!(format!("{none:?}").contains("owner: None"));
}

#[test]
#[should_panic(expected = "only the owner may merge")]
fn only_the_owner_merges() {
    let threads = Threads::new();
    let (owner, other) = (threads.attach(), threads.attach());
    owner.make(()).merge(&other);
}

/// Real threads, each with references of its own and of others.
#[test]
fn many_objects_die_once_each() {
    const OBJECTS: usize = 500;
    let threads = Threads::new();
    let died: usize = thread::scope(|scope| {
        let owner = threads.attach();
        let objects: Vec<_> = (0..OBJECTS).map(|at| owner.make(at)).collect();
        let others: Vec<_> = (0..3)
            .map(|_| {
                let other = threads.attach();
                let objects: Vec<_> = objects.iter().map(|object| (*object).clone()).collect();
                for object in &objects {
                    object.incref(&owner);
                }
                scope.spawn(move || {
                    let mut died = 0;
                    for object in &objects {
                        object.incref(&other);
                        died += usize::from(object.decref(&other).is_some());
                        assert!(object.get(|_| ()).is_ok(), "dead in my hands");
                        died += usize::from(object.decref(&other).is_some());
                    }
                    died + other.end().len()
                })
            })
            .collect();
        let mut died = 0;
        for object in &objects {
            died += usize::from(object.decref(&owner).is_some());
            if owner.eval_breaker() {
                died += owner.merge_refcounts().len();
            }
        }
        died += owner.end().len();
        died + others
            .into_iter()
            .map(|other| other.join().unwrap())
            .sum::<usize>()
    });
    assert_eq!(died, OBJECTS);
}

#[test]
fn protected_counts_are_right_with_real_threads() {
    fn check(count: &(impl Count + Sync)) {
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..1000 {
                        count.incref();
                        count.incref();
                        assert!(!count.decref());
                    }
                });
            }
        });
        assert_eq!(count.refcnt(), 4001);
    }
    check(&Atomic::new(1));
    check(&Locked::new(1));
    let racy = Racy::new(1);
    racy.incref();
    assert!(!racy.decref());
    assert!(racy.decref());
    assert!(Atomic::new(1).decref() && Locked::new(1).decref());
}
