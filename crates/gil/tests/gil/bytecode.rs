//! Which orders each version allows.

use gil::bytecode::{EvalBreaker, Program, Schedules, Statement, explore};
use version::{MEASURED, Version};

fn orders(version: Version, statement: Statement, times: u32, threads: usize) -> Schedules {
    explore(&Program::new(version, statement, times), threads)
}

#[test]
fn where_c_plus_one_can_lose() {
    for version in MEASURED {
        let plain = orders(version, Statement::AddOne, 2, 2);
        assert_eq!(
            plain.can_lose(),
            version < Version::new(3, 10, 0),
            "{version}"
        );
        assert!(
            orders(version, Statement::AddOneThroughCall, 2, 2).can_lose(),
            "{version}"
        );
        assert!(
            !orders(version, Statement::AddOneLocked, 2, 2).can_lose(),
            "{version}"
        );
        if version >= Version::new(3, 13, 0) {
            let bare = version.without_gil();
            assert!(orders(bare, Statement::AddOne, 1, 2).can_lose());
            assert!(orders(bare, Statement::AddOneThroughCall, 1, 2).can_lose());
            assert!(!orders(bare, Statement::AddOneLocked, 1, 2).can_lose());
        }
    }
}

/// With nothing but one thread there is one order, and nothing is lost.
#[test]
fn one_thread_is_always_right() {
    for version in MEASURED
        .into_iter()
        .chain([Version::new(3, 13, 15).without_gil()])
    {
        for statement in [
            Statement::AddOne,
            Statement::AddOneThroughCall,
            Statement::AddOneLocked,
        ] {
            let alone = orders(version, statement, 3, 1);
            assert_eq!(alone.orders(), 1);
            assert_eq!(alone.endings().keys().collect::<Vec<_>>(), [&3]);
        }
    }
}

/// Two threads that add 2 each can end with 2: the famous worst case needs a switch in each thread.
#[test]
fn how_much_can_be_lost() {
    let endings = |times| -> Vec<i64> {
        let version = Version::new(3, 9, 18);
        orders(version, Statement::AddOne, times, 2)
            .endings()
            .keys()
            .copied()
            .collect()
    };
    assert_eq!(endings(1), [1, 2]);
    assert_eq!(endings(2), [2, 3, 4]);
    assert_eq!(endings(3), [2, 3, 4, 5, 6]); // 2, however many rounds there are
}

/// An order that loses, told in slices.
#[test]
fn an_order_that_loses() {
    let lost = orders(Version::new(3, 9, 18), Statement::AddOne, 1, 2);
    let slices = lost.order_to(1).unwrap();
    let told: Vec<String> = slices.iter().map(ToString::to_string).collect();
    // Thread 0 stops with the old value in hand; thread 1 does all of its work; thread 0 stores.
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("thread 0: LOAD_GLOBAL range"));
    assert!(told[0].contains("LOAD_GLOBAL c") && !told[0].contains("STORE_GLOBAL c"));
    assert!(told[1].starts_with("thread 1: ") && told[1].contains("STORE_GLOBAL c"));
    assert!(told[2].starts_with("thread 0: ") && told[2].contains("STORE_GLOBAL c"));
    assert_eq!(lost.order_to(3), None);
    assert_eq!(lost.expected(), 2);
    let right = lost.order_to(2).unwrap();
    assert_eq!(right.len(), 2);
}

/// The number of orders is a number of ways to merge: with s looks per thread, (2s)! / (s!)².
#[test]
fn the_number_of_orders() {
    let choose = |n: u128, k: u128| (1..=k).fold(1, |sum, i| sum * (n - k + i) / i);
    for version in MEASURED {
        for times in 1..4 {
            let alone = orders(version, Statement::AddOne, times, 1).states() as u128 - 1;
            let both = orders(version, Statement::AddOne, times, 2);
            assert_eq!(both.orders(), choose(2 * alone, alone), "{version} {times}");
            assert!(u128::try_from(both.states()).unwrap() < both.orders().max(60));
        }
    }
}

#[test]
fn how_many_looks_a_round_has() {
    // Looks of one thread for one round more, in `c += 1` and in `c = one(c) + 1`.
    let per_round = |version, statement| {
        let states = |times| orders(version, statement, times, 1).states();
        states(2) - states(1)
    };
    let looks = |version| {
        [Statement::AddOne, Statement::AddOneThroughCall]
            .map(|statement| per_round(version, statement))
    };
    // LOAD_GLOBAL, INPLACE_ADD, STORE_GLOBAL, JUMP_ABSOLUTE, FOR_ITER; and one, c, the call, its return, ...
    assert_eq!(looks(Version::new(3, 9, 18)), [5, 8]);
    assert_eq!(looks(Version::new(3, 10, 13)), [1, 3]); // the jump; the call, its return
    assert_eq!(looks(Version::new(3, 11, 7)), [1, 2]); // the jump; RESUME
    assert_eq!(looks(Version::new(3, 15, 2)), [1, 2]);
    assert_eq!(looks(Version::new(3, 13, 15).without_gil()), [7, 12]); // every instruction
    assert_eq!(
        EvalBreaker::of(Version::new(3, 9, 18)),
        EvalBreaker::MostInstructions
    );
}

#[test]
fn three_threads_are_possible() {
    let three = orders(Version::new(3, 11, 7), Statement::AddOneThroughCall, 1, 3);
    assert_eq!(
        three.endings().keys().copied().collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(three.expected(), 3);
}
