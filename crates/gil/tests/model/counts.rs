//! A count is never wrong: one death, not too early, and whoever frees sees all that was done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed as Plain};

use loom::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use loom::thread;

use crate::count::{Atomic, BiasedThread, Count, Locked, Object, Racy, Threads};
use crate::{explore, explore_up_to};

/// An object's content: one cell for each of two threads to leave a mark in, without any ordering of its own.
struct Page {
    marks: [AtomicUsize; 2],
}

impl Page {
    fn new() -> Arc<Page> {
        Arc::new(Page {
            marks: [AtomicUsize::new(0), AtomicUsize::new(0)],
        })
    }

    fn mark(&self, place: usize) {
        self.marks[place].store(1, Relaxed);
    }

    /// What a destructor does: it reads everything.
    fn tear(&self) {
        for mark in &self.marks {
            assert_eq!(mark.load(Relaxed), 1, "freed without having seen all marks");
        }
    }
}

type Paper = Object<Arc<Page>>;

fn deaths(died: impl IntoIterator<Item = Arc<Page>>) -> usize {
    died.into_iter().map(|page| page.tear()).count()
}

/// Marks the page and gives a reference back.
fn mark_and_drop(thread: &BiasedThread<Arc<Page>>, paper: &Paper, place: usize) -> usize {
    paper.get(|page| page.mark(place)).expect("freed too early");
    deaths(paper.decref(thread))
}

/// As `mark_and_drop`, but looks through no lock, so that only the counts order anything.
fn mark_unseen(
    thread: &BiasedThread<Arc<Page>>,
    paper: &Paper,
    page: &Page,
    place: usize,
) -> usize {
    page.mark(place);
    deaths(paper.decref(thread))
}

#[test]
fn an_unprotected_count_loses_updates() {
    let lost = Arc::new(AtomicBool::new(false));
    let right = Arc::new(AtomicBool::new(false));
    let (found, fine) = (Arc::clone(&lost), Arc::clone(&right));
    explore(move || {
        let count = Arc::new(Racy::new(1));
        let other = {
            let count = Arc::clone(&count);
            thread::spawn(move || count.incref())
        };
        count.incref();
        other.join().unwrap();
        match count.refcnt() {
            2 => found.store(true, Plain),
            3 => fine.store(true, Plain),
            other => panic!("1 and two more can't be {other}"),
        }
    });
    assert!(lost.load(Plain), "no order lost an update");
    assert!(right.load(Plain), "no order was right");
}

#[test]
fn an_atomic_count_frees_once_and_sees_all() {
    explore(|| {
        let count = Arc::new(Atomic::new(2));
        let page = Page::new();
        let other = {
            let (count, page) = (Arc::clone(&count), Arc::clone(&page));
            thread::spawn(move || {
                page.mark(1);
                let last = count.decref();
                if last {
                    page.tear();
                }
                usize::from(last)
            })
        };
        page.mark(0);
        let last = count.decref();
        if last {
            page.tear();
        }
        assert_eq!(usize::from(last) + other.join().unwrap(), 1);
    });
}

#[test]
fn a_locked_count_is_right() {
    explore(|| {
        let count = Arc::new(Locked::new(1));
        let other = {
            let count = Arc::clone(&count);
            thread::spawn(move || {
                count.incref();
                count.decref()
            })
        };
        count.incref();
        assert!(!count.decref());
        assert!(!other.join().unwrap());
        assert_eq!(count.refcnt(), 1);
        assert!(count.decref());
    });
}

/// The owner makes a second reference and gives it away; both are dropped at the same time.
/// The other thread's drop finds nothing in the shared count, so it goes through the queue.
#[test]
fn a_reference_given_away_comes_back_through_the_queue() {
    explore(|| {
        let threads = Threads::new();
        let owner = threads.attach();
        let other = threads.attach();
        let page = Page::new();
        let paper = owner.make(Arc::clone(&page));
        paper.incref(&owner);
        let theirs = {
            let (paper, page) = (paper.clone(), Arc::clone(&page));
            thread::spawn(move || mark_unseen(&other, &paper, &page, 1))
        };
        let mut died = mark_unseen(&owner, &paper, &page, 0);
        died += deaths(owner.merge_refcounts());
        died += theirs.join().unwrap();
        died += deaths(owner.end());
        assert_eq!(died, 1);
        assert!(paper.get(|_| ()).is_err());
    });
}

/// The other thread counts its own reference up and down; the owner drops the last of its own meanwhile.
#[test]
fn both_counts_merge_whoever_is_last() {
    explore(|| {
        let threads = Threads::new();
        let owner = threads.attach();
        let other = threads.attach();
        let page = Page::new();
        let paper = owner.make(Arc::clone(&page));
        paper.incref(&other); // in the shared count, before the other thread starts
        let theirs = {
            let (paper, page) = (paper.clone(), Arc::clone(&page));
            thread::spawn(move || mark_unseen(&other, &paper, &page, 1))
        };
        let mut died = mark_unseen(&owner, &paper, &page, 0);
        died += theirs.join().unwrap();
        died += deaths(owner.end());
        assert_eq!(died, 1);
    });
}

/// While the owner uses the object, others come and go: it must not die under anybody's hands.
#[test]
fn nobody_sees_a_dead_object() {
    explore(|| {
        let threads = Threads::new();
        let owner = threads.attach();
        let other = threads.attach();
        let paper: Paper = owner.make(Page::new());
        paper.incref(&owner); // for the other thread
        let theirs = {
            let paper = paper.clone();
            thread::spawn(move || {
                paper.incref(&other);
                let died = deaths(paper.decref(&other));
                died + mark_and_drop(&other, &paper, 1)
            })
        };
        paper.incref(&owner);
        assert_eq!(
            deaths(owner.merge_refcounts()),
            0,
            "two references are left"
        );
        assert_eq!(deaths(paper.decref(&owner)), 0);
        let mut died = mark_and_drop(&owner, &paper, 0);
        died += theirs.join().unwrap();
        died += deaths(owner.end());
        assert_eq!(died, 1);
    });
}

/// The owner ends while the other thread drops: the reference is found by one of them, and by one only.
#[test]
fn an_owner_that_ends_leaves_nothing_behind() {
    explore(|| {
        let threads = Threads::new();
        let owner = threads.attach();
        let other = threads.attach();
        let page = Page::new();
        let paper = owner.make(Arc::clone(&page)); // the one reference is the other thread's
        page.mark(0);
        let theirs = {
            let (paper, page) = (paper.clone(), Arc::clone(&page));
            thread::spawn(move || mark_unseen(&other, &paper, &page, 1))
        };
        let died = deaths(owner.end());
        assert_eq!(died + theirs.join().unwrap(), 1);
    });
}

/// Two threads that aren't the owner, and the owner: three references, dropped in every order.
#[test]
fn three_threads_free_once() {
    explore_up_to(2, || {
        let threads = Threads::new();
        let owner = threads.attach();
        let paper: Paper = owner.make(Page::new());
        paper.get(|page| page.mark(0)).unwrap();
        paper.get(|page| page.mark(1)).unwrap();
        let others: Vec<_> = (0..2)
            .map(|_| {
                let other = threads.attach();
                let paper = paper.clone();
                paper.incref(&owner);
                thread::spawn(move || deaths(paper.decref(&other)))
            })
            .collect();
        let mut died = deaths(paper.decref(&owner));
        for other in others {
            died += other.join().unwrap();
        }
        died += deaths(owner.end());
        assert_eq!(died, 1);
    });
}

/// Somebody without a reference tries to take one, as a weak reference does, while the owner drops the last:
/// either it gets one and the object lives, or it gets none.
#[test]
fn a_weak_look_gets_a_living_object_or_nothing() {
    let got = Arc::new(AtomicBool::new(false));
    let missed = Arc::new(AtomicBool::new(false));
    let (yes, no) = (Arc::clone(&got), Arc::clone(&missed));
    explore(move || {
        let threads = Threads::new();
        let owner = threads.attach();
        let other = threads.attach();
        let paper: Paper = owner.make(Page::new());
        paper.get(|page| page.mark(0)).unwrap();
        paper.get(|page| page.mark(1)).unwrap();
        paper.counts().set_maybe_weakref();
        let (yes, no) = (Arc::clone(&yes), Arc::clone(&no));
        let theirs = {
            let paper = paper.clone();
            thread::spawn(move || {
                if paper.try_incref(&other) {
                    yes.store(true, Plain);
                    assert!(paper.get(|_| ()).is_ok(), "a reference to a dead object");
                    deaths(paper.decref(&other))
                } else {
                    no.store(true, Plain);
                    0
                }
            })
        };
        let mut died = deaths(paper.decref(&owner));
        died += theirs.join().unwrap();
        died += deaths(owner.end());
        assert_eq!(died, 1);
    });
    assert!(
        got.load(Plain) && missed.load(Plain),
        "one of the two never happened"
    );
}

/// One of the others queues the object, the other one's drop makes the shared count negative,
/// and the merge of the owner finds the sum, whatever came first.
#[test]
fn a_negative_shared_count_is_made_good_by_the_merge() {
    explore_up_to(3, || {
        let threads = Threads::new();
        let owner = threads.attach();
        let page = Page::new();
        let paper = owner.make(Arc::clone(&page));
        let drops = |mark: bool| {
            let other = threads.attach();
            paper.incref(&owner); // counted by the owner, given to the other
            let (paper, page) = (paper.clone(), Arc::clone(&page));
            thread::spawn(move || {
                if mark {
                    page.mark(1);
                }
                deaths(paper.decref(&other))
            })
        };
        let marking = drops(true);
        let plain = drops(false);
        let mut died = mark_unseen(&owner, &paper, &page, 0);
        died += plain.join().unwrap();
        died += deaths(owner.merge_refcounts());
        died += marking.join().unwrap();
        died += deaths(owner.end());
        assert_eq!(died, 1);
    });
}

/// The owner gives up ownership while another thread is on its way to the queue.
#[test]
fn the_owner_may_merge_before_the_queue_is_reached() {
    explore(|| {
        let threads = Threads::new();
        let owner = threads.attach();
        let other = threads.attach();
        let page = Page::new();
        let paper = owner.make(Arc::clone(&page));
        paper.incref(&owner);
        let theirs = {
            let (paper, page) = (paper.clone(), Arc::clone(&page));
            thread::spawn(move || mark_unseen(&other, &paper, &page, 1))
        };
        paper.merge(&owner);
        let mut died = mark_unseen(&owner, &paper, &page, 0);
        died += theirs.join().unwrap();
        died += deaths(owner.end());
        assert_eq!(died, 1);
    });
}

/// What the owner wrote before it allowed weak references is there for whoever gets a reference through one.
#[test]
fn a_weak_look_sees_what_was_written_before() {
    let got = Arc::new(AtomicBool::new(false));
    let yes = Arc::clone(&got);
    explore(move || {
        let threads = Threads::new();
        let owner = threads.attach();
        let other = threads.attach();
        let page = Page::new();
        let paper = owner.make(Arc::clone(&page));
        let yes = Arc::clone(&yes);
        let theirs = {
            let (paper, page) = (paper.clone(), Arc::clone(&page));
            thread::spawn(move || {
                if paper.try_incref(&other) {
                    yes.store(true, Plain);
                    assert_eq!(page.marks[0].load(Relaxed), 1, "seen too early");
                    drop(paper.decref(&other));
                }
            })
        };
        page.mark(0);
        paper.counts().set_maybe_weakref();
        theirs.join().unwrap();
    });
    assert!(got.load(Plain), "nobody ever got a reference");
}
