//! As much of HTTP/1.1 as a browser on the same machine needs.

use std::io::{self, BufRead, Write};

/// The longest request head that is read, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;

/// What a browser asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path, decoded, with its leading slash and without the query.
    pub path: String,
    /// Whether only the head of the answer is wanted.
    pub head_only: bool,
    /// The `ETag`s that the browser has already.
    pub if_none_match: Option<String>,
}

/// Why a request gets no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It isn't HTTP, or its path isn't inside the book.
    BadRequest,
    /// Only `GET` and `HEAD` are answered.
    MethodNotAllowed,
    /// Its head is longer than 16 KiB.
    TooLarge,
}

impl Refusal {
    /// The status line's number and words.
    pub fn status(self) -> &'static str {
        match self {
            Refusal::BadRequest => "400 Bad Request",
            Refusal::MethodNotAllowed => "405 Method Not Allowed",
            Refusal::TooLarge => "431 Request Header Fields Too Large",
        }
    }
}

/// Reads the head of a request.
///
/// # Errors
///
/// When the connection fails or ends; a request that is read but can't be
/// answered is a [`Refusal`].
pub fn read(stream: impl BufRead) -> io::Result<Result<Request, Refusal>> {
    let mut stream = stream.take(LONGEST_HEAD);
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line)? == 0 || line.last() != Some(&b'\n') {
            let ended = stream.limit() > 0;
            return if ended {
                Err(io::ErrorKind::UnexpectedEof.into())
            } else {
                Ok(Err(Refusal::TooLarge))
            };
        }
        let Ok(line) = String::from_utf8(line) else {
            return Ok(Err(Refusal::BadRequest));
        };
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            break;
        }
        lines.push(line.to_owned());
    }
    Ok(parse(&lines))
}

/// Understands the lines of a request's head.
fn parse(lines: &[String]) -> Result<Request, Refusal> {
    let (request_line, headers) = lines.split_first().ok_or(Refusal::BadRequest)?;
    let mut words = request_line.split(' ');
    let (Some(method), Some(target), Some(protocol), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Refusal::BadRequest);
    };
    if !protocol.starts_with("HTTP/1.") {
        return Err(Refusal::BadRequest);
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Refusal::MethodNotAllowed),
    };
    let if_none_match = headers.iter().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("if-none-match")
            .then(|| value.trim().to_owned())
    });
    Ok(Request {
        path: path(target).ok_or(Refusal::BadRequest)?,
        head_only,
        if_none_match,
    })
}

/// The decoded path of a request's target; `None` when it isn't a path inside the book.
///
/// Pages are looked up by name and not on the disk, so that a path with `..`
/// couldn't lead out; it is refused all the same, since no honest link has one.
fn path(target: &str) -> Option<String> {
    let end = target.find(['?', '#']).unwrap_or(target.len());
    let decoded = decode(&target[..end])?;
    let honest = decoded.starts_with('/')
        && !decoded.contains(['\\', '\0'])
        && !decoded.split('/').any(|part| part == ".." || part == ".");
    honest.then_some(decoded)
}

/// Replaces each `%41` by the byte it stands for.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Sends an answer of known length and ends it.
///
/// # Errors
///
/// When the browser has gone.
pub fn answer(
    stream: &mut impl Write,
    status: &str,
    headers: &[(&str, &str)],
    body: &[u8],
    head_only: bool,
) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    // An answer 304 has no body, and so no length.
    if !status.starts_with("304") {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if !head_only {
        stream.write_all(body)?;
    }
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Result<Request, Refusal> {
        read(text.as_bytes()).expect("the text is all there")
    }

    #[test]
    fn a_request_is_understood() {
        let request = asked(
            "GET /objects/n%61mes.html?x=1#y HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"a\"\r\n\r\n",
        );
        let expected = Request {
            path: "/objects/names.html".into(),
            head_only: false,
            if_none_match: Some("\"a\"".into()),
        };
        assert_eq!(request, Ok(expected));
        assert!(asked("HEAD / HTTP/1.1\r\n\r\n").is_ok_and(|request| request.head_only));
    }

    #[test]
    fn paths_out_of_the_book_are_refused_however_they_are_written() {
        for target in [
            "/../book.toml",
            "/%2e%2e/book.toml",
            "/%2E./book.toml",
            "/a/..%2f..%2fetc/passwd",
            "/..%5cbook.toml",
            "/a%00.html",
            "/%ff",
            "/%4",
            "/%zz",
            "book.toml",
            "http://elsewhere/",
        ] {
            let request = format!("GET {target} HTTP/1.1\r\n\r\n");
            assert_eq!(asked(&request), Err(Refusal::BadRequest), "{target}");
        }
        // An encoded percent sign is decoded once.
        assert!(
            asked("GET /%252e%252e/x HTTP/1.1\r\n\r\n")
                .is_ok_and(|request| request.path == "/%2e%2e/x")
        );
    }

    #[test]
    fn other_requests_are_refused() {
        assert_eq!(
            asked("POST / HTTP/1.1\r\n\r\n"),
            Err(Refusal::MethodNotAllowed)
        );
        assert_eq!(asked("GET /\r\n\r\n"), Err(Refusal::BadRequest));
        assert_eq!(asked("\r\n"), Err(Refusal::BadRequest));
        let long = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(20_000));
        assert_eq!(asked(&long), Err(Refusal::TooLarge));
        assert!(read("GET / HTTP/1.1\r\n".as_bytes()).is_err());
    }

    #[test]
    fn an_answer_to_head_has_the_length_and_no_body() {
        let mut sent = Vec::new();
        answer(&mut sent, "200 OK", &[("ETag", "\"a\"")], b"body", true).expect("memory takes all");
        let sent = String::from_utf8(sent).expect("text");
        assert_eq!(
            sent,
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\nETag: \"a\"\r\n\r\n"
        );
    }
}
