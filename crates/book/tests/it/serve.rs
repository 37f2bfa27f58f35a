//! `book serve`, asked as a browser asks.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use crate::fixture::Fixture;

/// Long enough for a rebuild on a busy machine; a test that passes never waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    address: String,
}

impl Server {
    /// Starts the server and waits until it says where it is.
    fn start(fixture: &Fixture) -> Self {
        let mut child = fixture
            .command(&["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the tool starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let address = loop {
            let mut line = String::new();
            assert_ne!(
                out.read_line(&mut line).expect("text"),
                0,
                "it ended without an address"
            );
            if let Some(rest) = line.strip_prefix("Serving on http://") {
                break rest.split('/').next().expect("an address").to_owned();
            }
        };
        Server {
            child,
            out,
            address,
        }
    }

    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.write_all(request.as_bytes()).expect("it reads");
        stream
    }

    /// The whole answer to a request.
    fn ask(&self, line: &str, header: &str) -> String {
        let mut answer = Vec::new();
        let mut stream = self.connect(&format!("{line} HTTP/1.1\r\nHost: here\r\n{header}\r\n"));
        stream
            .read_to_end(&mut answer)
            .expect("it answers and ends");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended; then there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A listener for changes.
struct Events(BufReader<TcpStream>);

impl Events {
    fn of(server: &Server) -> Self {
        Events(BufReader::new(
            server.connect("GET /__livereload HTTP/1.1\r\n\r\n"),
        ))
    }

    /// The data of the next event of a name, its lines joined.
    fn next(&mut self, name: &str) -> String {
        let mut data = Vec::new();
        let mut wanted = false;
        loop {
            let mut line = String::new();
            assert_ne!(
                self.0.read_line(&mut line).expect("in time"),
                0,
                "the stream ended"
            );
            let line = line.trim_end();
            if let Some(event) = line.strip_prefix("event: ") {
                wanted = event == name;
            } else if let Some(text) = line.strip_prefix("data:")
                && wanted
            {
                data.push(text.trim_start().to_owned());
            } else if line.is_empty() && wanted {
                return data.join("\n");
            }
        }
    }
}

fn fixture() -> Fixture {
    Fixture::new(&[
        ("one.md", "# One\n\nfirst text\n"),
        ("deep/index.md", "# Deep\n"),
    ])
}

#[test]
fn pages_are_served_and_nothing_else() {
    let fixture = fixture();
    let server = Server::start(&fixture);
    let page = server.get("/one.html?x=1");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(
        page.contains("Content-Type: text/html; charset=utf-8\r\n") && page.contains("first text")
    );
    assert!(page.contains("__livereload"), "pages reload");
    assert!(server.get("/").starts_with("HTTP/1.1 200 "));
    assert!(server.get("/deep/").contains("<h1"));
    let folder = server.get("/deep");
    assert!(
        folder.starts_with("HTTP/1.1 308 ") && folder.contains("Location: /deep/\r\n"),
        "{folder}"
    );

    let head = server.ask("HEAD /one.html", "");
    assert!(
        head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    let etag = head
        .lines()
        .find_map(|line| line.strip_prefix("ETag: "))
        .expect("a fingerprint");
    let again = server.ask("GET /one.html", &format!("If-None-Match: {etag}\r\n"));
    assert!(
        again.starts_with("HTTP/1.1 304 ") && again.ends_with("\r\n\r\n"),
        "{again}"
    );

    let missing = server.get("/nowhere.html");
    assert!(
        missing.starts_with("HTTP/1.1 404 ") && missing.contains("<html"),
        "{missing}"
    );
    assert!(
        server
            .ask("POST /one.html", "")
            .starts_with("HTTP/1.1 405 ")
    );
    for path in [
        "/../book.toml",
        "/%2e%2e/book.toml",
        "/deep/..%2f..%2fbook.toml",
        "/..%5cbook.toml",
        "//../book.toml",
    ] {
        let answer = server.get(path);
        assert!(
            answer.starts_with("HTTP/1.1 400 ") && !answer.contains("preprocessor"),
            "{path}: {answer}"
        );
    }
    assert!(server.get("/book.toml").starts_with("HTTP/1.1 404 "));
    assert!(server.get("//etc/passwd").starts_with("HTTP/1.1 404 "));
    assert!(
        !fixture.read("book/one.html").contains("__livereload"),
        "only what is served reloads"
    );
}

#[test]
fn a_change_reaches_the_browser_and_a_mistake_leaves_the_last_good_page() {
    let fixture = fixture();
    let mut server = Server::start(&fixture);
    let mut events = Events::of(&server);
    let first = events.next("build");
    assert_eq!(events.next("problem"), "");
    assert!(
        server.get("/one.html").contains(&first),
        "a page knows its build"
    );

    fixture.write("src/one.md", "# One\n\nsecond, longer text\n");
    let second = events.next("build");
    assert_ne!(second, first);
    assert!(server.get("/one.html").contains("second, longer text"));

    fixture.write("src/one.md", "# One\n\n```\nno label\n```\n");
    assert_eq!(events.next("build"), second, "a mistake is no new build");
    assert!(events.next("problem").starts_with("src/one.md:3: "));
    assert!(server.get("/one.html").contains("second, longer text"));

    fixture.write("src/one.md", "# One\n\nmended text\n");
    assert_ne!(events.next("build"), second);
    assert_eq!(events.next("problem"), "");
    assert!(server.get("/one.html").contains("mended text"));

    // One build at the start and one for each change: a build causes none.
    std::thread::sleep(Duration::from_millis(1500));
    server.child.kill().expect("it runs");
    let mut said = String::new();
    server.out.read_to_string(&mut said).expect("text");
    assert_eq!(said.matches("Changed: ").count(), 3, "{said}");
}

#[test]
fn the_decks_are_served_and_follow_a_change() {
    let fixture = fixture();
    let slide = |title: &str| {
        format!("# One\n\n<!-- slide 5 s: {title} -->\n\nSay this.\n\n<!-- end of slide -->\n")
    };
    fixture.write("src/one.md", &slide("First"));
    let server = Server::start(&fixture);
    let mut events = Events::of(&server);
    events.next("build");
    let folder = server.get("/slides");
    assert!(folder.contains("Location: /slides/\r\n"), "{folder}");
    assert!(server.get("/slides/").contains("href=\"one.html\""));
    let deck = server.get("/slides/one.html");
    assert!(deck.contains("<h2>First</h2>") && deck.contains("__livereload"));
    let script = server.get("/slides/files/reveal.js");
    assert!(script.starts_with("HTTP/1.1 200 ") && script.contains("text/javascript"));
    assert!(
        server
            .get("/one.html")
            .contains("href=\"slides/one.html#/1\"")
    );

    fixture.write("src/one.md", &slide("Second"));
    events.next("build");
    assert!(server.get("/slides/one.html").contains("<h2>Second</h2>"));
    fixture.write("theme/slides/deck.css", "h2 { color: red }");
    events.next("build");
    assert!(
        server
            .get("/slides/files/deck.css")
            .ends_with("h2 { color: red }")
    );
}

#[test]
fn a_book_that_is_wrong_from_the_start_waits_to_be_mended() {
    let fixture = fixture();
    fixture.write("src/one.md", "# One\n\n```\nno label\n```\n");
    let server = Server::start(&fixture);
    let waiting = server.get("/");
    assert!(
        waiting.starts_with("HTTP/1.1 503 ") && waiting.contains("__livereload"),
        "{waiting}"
    );
    let mut events = Events::of(&server);
    assert_eq!(events.next("build"), "none");
    assert!(events.next("problem").starts_with("src/one.md:3: "));
    fixture.write("src/one.md", "# One\n");
    assert_ne!(events.next("build"), "none");
    assert!(server.get("/").starts_with("HTTP/1.1 200 "));
}
