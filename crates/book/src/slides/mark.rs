//! The comments by which a page says what goes on a slide.

use std::fmt;

/// What such a comment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A slide begins here.
    Slide {
        /// How long the speaker stays at it, in seconds.
        seconds: u32,
        /// Its title, in Markdown; without one, the nearest heading is taken.
        title: Option<String>,
    },
    /// The slide ends here.
    EndOfSlide,
    /// The paragraph below is on the slide.
    Shown,
    /// What stands below is not on the slide.
    LeftOut,
    /// The speaker says this, in Markdown, and the page doesn't.
    Said(String),
    /// The speaker doesn't say what stands below.
    NotSaid,
    /// Not for slides: the end of an answer, which [`blocks`] reads.
    EndOfAnswer,
}

/// What a writer may choose from, for messages.
const KNOWN: &str = "`<!-- slide 40 s: Title -->`, `<!-- end of slide -->`, `<!-- on the slide -->`, \
     `<!-- not on the slide -->`, `<!-- say: Ask: … -->`, `<!-- not said -->` and `<!-- end of answer -->`";

/// Reads a whole comment, from `<!--` to `-->`.
///
/// # Errors
///
/// A message, when it is none of those that a page may have.
pub fn read(comment: &str) -> Result<Mark, String> {
    let unknown = || {
        let comment: String = comment.chars().take(60).collect();
        format!("unknown comment `{comment}`; a page has {KNOWN}, each on a line of its own")
    };
    let words = comment
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
        .map(str::trim)
        .filter(|words| !words.contains("-->"))
        .ok_or_else(unknown)?;
    Ok(match words {
        "end of slide" => Mark::EndOfSlide,
        "on the slide" => Mark::Shown,
        "not on the slide" => Mark::LeftOut,
        "not said" => Mark::NotSaid,
        "end of answer" => Mark::EndOfAnswer,
        words if words.starts_with("say:") => match words["say:".len()..].trim() {
            "" => {
                return Err(
                    "nothing to say behind the colon; write `<!-- say: Ask: 1, 2 or 3? -->`"
                        .to_owned(),
                );
            }
            said => Mark::Said(said.to_owned()),
        },
        words => {
            let rest = words.strip_prefix("slide").ok_or_else(unknown)?;
            if !(rest.is_empty() || rest.starts_with([' ', ':'])) {
                return Err(unknown());
            }
            let (time, title) = match rest.split_once(':') {
                Some((time, title)) => (time, Some(title.trim().to_owned())),
                None => (rest, None),
            };
            if title.as_deref() == Some("") {
                return Err(
                    "a slide's title is missing behind the colon; write it, or leave the colon out"
                        .to_owned(),
                );
            }
            Mark::Slide {
                seconds: seconds(time.trim())?,
                title,
            }
        }
    })
}

/// `40 s`, `2 min` or `1 min 30 s` in seconds.
fn seconds(text: &str) -> Result<u32, String> {
    let example = "write `<!-- slide 40 s: Title -->` or `<!-- slide 1 min 30 s: Title -->`";
    if text.is_empty() {
        return Err(format!("a slide without its time; {example}"));
    }
    let wrong = || format!("`{text}` is no time for a slide; {example}");
    let mut total: u32 = 0;
    // Minutes first: a unit that was used, and every larger one, can't come again.
    let mut units = [("min", 60), ("s", 1)].into_iter();
    let mut words = text.split_whitespace();
    while let Some(number) = words.next() {
        let number: u32 = number.parse().map_err(|_| wrong())?;
        let unit = words.next().ok_or_else(wrong)?;
        let (_, length) = units.find(|(name, _)| *name == unit).ok_or_else(wrong)?;
        total = number
            .checked_mul(length)
            .and_then(|part| total.checked_add(part))
            .ok_or_else(wrong)?;
    }
    match total {
        0 => Err(format!("a slide that is shown for no time; {example}")),
        total => Ok(total),
    }
}

/// Seconds as a clock shows them: `4:05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub u32);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slide(seconds: u32, title: Option<&str>) -> Result<Mark, String> {
        Ok(Mark::Slide {
            seconds,
            title: title.map(str::to_owned),
        })
    }

    #[test]
    fn the_known_comments_are_read() {
        assert_eq!(
            read("<!-- slide 40 s: A cup: dead -->"),
            slide(40, Some("A cup: dead"))
        );
        assert_eq!(read("<!-- slide 1 min 30 s -->"), slide(90, None));
        assert_eq!(read("<!--slide 2 min-->"), slide(120, None));
        assert_eq!(read("<!-- end of slide -->"), Ok(Mark::EndOfSlide));
        assert_eq!(read("<!-- on the slide -->"), Ok(Mark::Shown));
        assert_eq!(read("<!-- not on the slide -->"), Ok(Mark::LeftOut));
        assert_eq!(read("<!-- not said -->"), Ok(Mark::NotSaid));
        assert_eq!(
            read("<!-- say: Ask: 1 or 2? -->"),
            Ok(Mark::Said("Ask: 1 or 2?".to_owned()))
        );
        assert_eq!(read("<!-- end of answer -->"), Ok(Mark::EndOfAnswer));
    }

    #[test]
    fn what_is_wrong_with_a_comment_is_said() {
        for (comment, message) in [
            ("<!-- slide -->", "without its time"),
            ("<!-- slide: Title -->", "without its time"),
            ("<!-- slide 40: Title -->", "is no time"),
            ("<!-- slide 40s: Title -->", "is no time"),
            ("<!-- slide 4 h: Title -->", "is no time"),
            ("<!-- slide 5 s 1 min -->", "is no time"),
            ("<!-- slide 5 s 5 s -->", "is no time"),
            ("<!-- slide 99999999999 s -->", "is no time"),
            ("<!-- slide 99999999 min -->", "is no time"),
            ("<!-- slide 0 s -->", "for no time"),
            ("<!-- slide 5 s: -->", "title is missing"),
            ("<!-- say: -->", "nothing to say"),
            ("<!-- say -->", "unknown comment"),
            ("<!-- slides 5 s -->", "unknown comment"),
            ("<!-- end of slides -->", "unknown comment"),
            ("<!-- On the slide -->", "unknown comment"),
            ("<!-- later -->", "unknown comment"),
            ("<!-- on the slide", "unknown comment"),
        ] {
            let error = read(comment).expect_err(comment);
            assert!(error.contains(message), "{comment}: {error}");
        }
    }

    #[test]
    fn a_clock_has_two_digits_for_seconds() {
        assert_eq!(Clock(305).to_string(), "5:05");
        assert_eq!(Clock(9).to_string(), "0:09");
    }
}
