use super::*;
use proptest::prelude::*;

fn range(text: &str) -> Range {
    text.parse().expect("the test wrote a range")
}

#[test]
fn both_ends_belong_to_a_range_with_all_their_patches() {
    let to = range("3.8..3.13");
    assert!(to.contains(Version::new(3, 8, 0)));
    assert!(to.contains(Version::new(3, 13, 200)));
    assert!(!to.contains(Version::new(3, 14, 0)));
    let from = range("3.14.5..");
    assert!(!from.contains(Version::new(3, 14, 4)));
    assert!(from.contains(Version::new(3, 14, 5)));
    assert!(from.contains(Version::new(3, 15, 0)));
}

#[test]
fn text_that_is_no_range_is_refused() {
    for text in [
        "",
        "..",
        "3",
        "3.",
        "3.13..3.8",
        "3.8...3.9",
        "3.08",
        "+3.8",
        "3.14.5..3.14.4",
        "3.8-3.9",
        "3.8..3.9..3.10",
        "3.300",
        "3.14.255",
        "three",
    ] {
        assert!(text.parse::<Range>().is_err(), "{text} was accepted");
    }
    assert!("3.13.1".parse::<Minor>().is_err());
}

#[test]
fn coverage_names_what_is_missing_and_what_is_there_twice() {
    let minors: Vec<Minor> = (8..=11).map(|minor| Minor::new(3, minor)).collect();
    let coverage = Coverage::of(
        &minors,
        &[range("..3.8"), range("3.8.5..3.9"), range("3.11.2..")],
    );
    let missing: Vec<_> = coverage.missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["3.10", "3.11.0 to 3.11.1"]);
    let twice: Vec<_> = coverage
        .twice
        .iter()
        .map(|(piece, a, b)| (piece.to_string(), *a, *b))
        .collect();
    assert_eq!(twice, [("3.8.5 and later".to_owned(), 0, 1)]);
}

fn release() -> impl Strategy<Value = Release> {
    (6u8..18, proptest::option::of(0u8..20)).prop_map(|(minor, patch)| Release {
        minor: Minor::new(3, minor),
        patch,
    })
}

fn any_range() -> impl Strategy<Value = Range> {
    (
        proptest::option::of(release()),
        proptest::option::of(release()),
    )
        .prop_filter_map("begins after it ends", |(start, end)| {
            Range::new(start, end).ok()
        })
}

proptest! {
    #[test]
    fn a_range_reads_back_from_its_label(range in any_range()) {
        let label = range.to_string();
        if range == Range::ALL {
            prop_assert_eq!(label, "");
        } else {
            prop_assert_eq!(label.parse::<Range>(), Ok(range));
        }
    }

    #[test]
    fn the_pieces_of_a_range_hold_what_the_range_holds(
        range in any_range(), minor in 6u8..18, patch in 0u8..25,
    ) {
        let version = Version::new(3, minor, patch);
        let piece = range.within(Minor::new(3, minor));
        prop_assert_eq!(range.contains(version), piece.is_some_and(|piece| piece.contains(version)));
    }

    #[test]
    fn coverage_agrees_with_counting_the_ranges_at_each_patch(
        ranges in proptest::collection::vec(any_range(), 0..5),
    ) {
        let minors = [Minor::new(3, 9), Minor::new(3, 10)];
        let coverage = Coverage::of(&minors, &ranges);
        for minor in minors {
            for patch in (0..25).chain([u8::MAX]) {
                let version = Version::new(minor.major, minor.minor, patch);
                let count = ranges.iter().filter(|range| range.contains(version)).count();
                let missing = coverage.missing.iter().any(|piece| piece.contains(version));
                let twice = coverage.twice.iter().any(|(piece, ..)| piece.contains(version));
                prop_assert_eq!(missing, count == 0);
                prop_assert_eq!(twice, count > 1);
                for (piece, first, second) in &coverage.twice {
                    if piece.contains(version) {
                        prop_assert!(ranges[*first].contains(version), "{first}");
                        prop_assert!(ranges[*second].contains(version), "{second}");
                    }
                }
            }
        }
    }
}
