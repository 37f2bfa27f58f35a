//! The figures of the chapter on weak references.

use objects::AuditError;

use crate::{Entry, Error};

mod containers;
mod references;
mod rings;
mod scene;
mod walks;

/// Its figures.
pub(crate) const FIGURES: &[Entry] = &[
    Entry::run("weakref/seen", || references::seen(false)),
    Entry::run("weakref/seen-dead", || references::seen(true)),
    Entry::run("weakref/list", references::list),
    Entry::run("weakref/method", references::method),
    Entry::run("weakref/ring", rings::cache),
    Entry::run("weakref/task", rings::task),
    Entry::run("weakref/entry", || containers::entry(false)),
    Entry::run("weakref/entry-gone", || containers::entry(true)),
    Entry::run("weakref/value-holds-key", containers::value_holds_key),
    Entry::run("weakref/two-parts", containers::two_parts),
    Entry::run("weakref/guests", containers::guests),
    Entry::run("weakref/walk-waits", || walks::draw(walks::WAITS)),
    Entry::run("weakref/walk-copy", || walks::draw(walks::COPIES)),
];

impl From<weakref::Error> for Error {
    fn from(error: weakref::Error) -> Error {
        Error::Run(error.to_string())
    }
}

impl From<AuditError> for Error {
    fn from(error: AuditError) -> Error {
        Error::Run(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Figure, draw};

    fn figure(name: &str) -> Figure {
        draw(name, &[]).expect("it is drawn")
    }

    /// How many crosses there are in a picture.
    fn crosses(figure: &Figure) -> usize {
        figure.body.matches("stroke-width=\"2\"").count()
    }

    #[test]
    fn the_pictures_say_who_holds_whom() {
        let text = |name| figure(name).description;
        assert!(
            text("weakref/seen")
                .starts_with("cup: count 1, held by the name cup and weak ref, not counted.")
        );
        assert!(text("weakref/seen-dead").starts_with("cup: freed."));
        assert!(text("weakref/value-holds-key").contains("cup: count 1, held by order"));
        let ring = text("weakref/ring");
        assert_eq!(ring.matches("no name leads there").count(), 4, "{ring}");
        assert!(text("weakref/guests").contains("Bob: freed. Cem: freed."));
        assert!(text("weakref/method").contains("pour: count 1, held by what isn't shown"));
    }

    #[test]
    fn what_went_is_crossed_out() {
        for (name, lost) in [
            ("weakref/seen", 0),
            ("weakref/seen-dead", 2),
            ("weakref/ring", 1),
            ("weakref/method", 2),
        ] {
            let figure = figure(name);
            assert_eq!(crosses(&figure), lost, "{name}");
            let told = figure.body.contains("Crossed arrow: gone.");
            assert_eq!(told, lost > 0, "{name}");
        }
    }

    #[test]
    fn the_releases_differ_in_what_a_walk_leaves_in_the_table() {
        let notice = |name| figure(name).notice;
        assert!(notice("weakref/walk-waits").contains("has 3 of 3 references left"));
        assert!(notice("weakref/walk-copy").contains("has 1 of 3 references left"));
    }

    #[test]
    fn the_list_is_in_the_order_that_the_page_prints() {
        let page = include_str!("../../../src/weakref/list.md");
        assert!(page.contains("['shared', 'proxy', 'third', 'second', 'first']"));
        assert!(
            figure("weakref/list")
                .notice
                .contains("shared ref, proxy, third, second, first")
        );
    }
}
