//! The pages on the loopback interface, reloaded when a file changes.
//!
//! Standard library only: what a reader's own machine needs of HTTP is little,
//! and a web framework would add half again to the time of a first build.

mod browser;
pub mod http;
pub mod live;
pub mod site;
pub mod watch;

use std::io::{self, BufReader};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use blocks::Book;

use crate::build::{self, Options};
use crate::cli::{self, tell};
use crate::failure::Failure;
use http::Request;
use live::Live;
use site::{File, Found, Site};
use watch::Sources;

/// The port of a book, as mdBook has it.
const PORT: u16 = 3000;
/// How many ports after it are tried.
const MORE_PORTS: u16 = 50;
/// How long a browser may take to ask, or to take its answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many browsers are served at a time; each open page holds one connection.
const MOST_CONNECTIONS: usize = 200;

/// Builds and serves the book until the process is stopped.
///
/// # Errors
///
/// When there is no port to listen on. A book that is wrong is no error: the
/// problems are printed and shown in the browser, and a mended file is built.
pub fn run(root: &Path, arguments: &cli::Serve) -> Result<(), Failure> {
    let address = arguments
        .hostname
        .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let listener = listen(address, arguments.port)?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Other(error.into()))?;
    let address = format!("http://{address}");
    let live = Arc::new(Live::new());
    {
        let live = Arc::clone(&live);
        thread::spawn(move || accept(&listener, &live));
    }

    tell("Building the book …")?;
    let mut announced = false;
    loop {
        // Taken before the build, so that a change during it is built next.
        let sources = sources(root);
        let before = sources.snapshot();
        match attempt(root) {
            Ok((build, site)) => {
                let files = site.len();
                live.show(build, site);
                tell(&format!("Built: {files} files"))?;
            }
            Err(failure) => {
                eprintln!("{failure}");
                live.show_problem(&failure.to_string());
                tell("Not built; mend it and save")?;
            }
        }
        if !announced {
            announced = true;
            tell(&format!("Serving on {address}/ (stop with Ctrl-C)"))?;
            if arguments.open && !browser::open(&address) {
                eprintln!("no browser could be opened; the address is {address}/");
            }
        }
        let changed = sources.wait(&before);
        let changed = changed.strip_prefix(root).unwrap_or(&changed);
        tell(&format!("Changed: {}; building …", changed.display()))?;
    }
}

/// Serves what a folder holds now, on a free port and without reloading, until the
/// process ends; gives the address.
///
/// # Errors
///
/// When there is no port, or a file can't be read.
pub fn folder(folder: &Path) -> Result<SocketAddr, Failure> {
    let site = Site::load(folder, "")?;
    let listener = listen(IpAddr::V4(Ipv4Addr::LOCALHOST), Some(0))?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Other(error.into()))?;
    let live = Arc::new(Live::new());
    live.show(Live::name_build(), site);
    thread::spawn(move || accept(&listener, &live));
    Ok(address)
}

/// Takes the port asked for, or else the first free one from 3000.
fn listen(address: IpAddr, port: Option<u16>) -> Result<TcpListener, Failure> {
    let bind = |port: u16| TcpListener::bind(SocketAddr::new(address, port));
    if let Some(port) = port {
        return bind(port).map_err(|error| {
            Failure::Other(anyhow::anyhow!(
                "port {port} of {address}: {error}; name another with --port"
            ))
        });
    }
    let mut ports = PORT..=PORT + MORE_PORTS;
    loop {
        let Some(port) = ports.next() else {
            let error = anyhow::anyhow!(
                "the ports {PORT} to {} of {address} are all taken; name one with --port",
                PORT + MORE_PORTS
            );
            return Err(Failure::Other(error));
        };
        match bind(port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(Failure::Other(anyhow::anyhow!(
                    "port {port} of {address}: {error}"
                )));
            }
            Ok(listener) => return Ok(listener),
        }
    }
}

/// Builds the book and reads its pages, under the name of the build.
fn attempt(root: &Path) -> Result<(String, Site), Failure> {
    let folder = build::build(
        root,
        &Options {
            dest_dir: None,
            for_serving: true,
        },
    )?;
    let build = Live::name_build();
    let site = Site::load(&folder, &live::script(&build))?;
    Ok((build, site))
}

/// What to watch. A `book.toml` that can't be read is watched as well: it may be mended.
fn sources(root: &Path) -> Sources {
    let src = Book::open(root).map_or_else(|_| root.join("src"), |book| root.join(book.src));
    Sources::of(root, &src, &root.join("theme"))
}

/// Answers browsers, each on a thread of its own.
fn accept(listener: &TcpListener, live: &Arc<Live>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Out of file handles, say; the next may succeed, but not at once.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let (live, open) = (Arc::clone(live), Arc::clone(&open));
        thread::spawn(move || {
            // A browser that goes away in the middle is no news.
            let _ = converse(stream, &live);
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

/// One request and its answer.
fn converse(mut stream: TcpStream, live: &Live) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = match http::read(BufReader::new(&stream))? {
        Ok(request) => request,
        Err(refusal) => {
            let status = refusal.status();
            let headers = [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Allow", "GET, HEAD"),
            ];
            return http::answer(
                &mut stream,
                status,
                &headers,
                format!("{status}\n").as_bytes(),
                false,
            );
        }
    };
    if request.path == live::ENDPOINT {
        let headers = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        io::Write::write_all(&mut stream, headers.as_bytes())?;
        return if request.head_only {
            Ok(())
        } else {
            live.stream(&mut stream)
        };
    }
    let Some(site) = live.site() else {
        let file = waiting(&live.problem());
        return send(&mut stream, "503 Service Unavailable", &file, &request);
    };
    match site.find(&request.path) {
        Found::File(file) => send(&mut stream, "200 OK", file, &request),
        Found::Folder(path) => {
            let location = encode(&path);
            http::answer(
                &mut stream,
                "308 Permanent Redirect",
                &[("Location", &location), ("Cache-Control", "no-store")],
                b"",
                request.head_only,
            )
        }
        Found::Missing(Some(page)) => send(&mut stream, "404 Not Found", page, &request),
        Found::Missing(None) => {
            let page =
                File::page("<!doctype html><title>404</title><p>There is no such page.".to_owned());
            send(&mut stream, "404 Not Found", &page, &request)
        }
    }
}

fn send(stream: &mut TcpStream, status: &str, file: &File, request: &Request) -> io::Result<()> {
    // `no-cache` lets the browser keep a file, and asks it to ask whether it is still good.
    let headers = [
        ("Content-Type", file.kind),
        ("ETag", file.etag.as_str()),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let known = request.if_none_match.as_deref().is_some_and(|tags| {
        tags.split(',')
            .any(|tag| tag.trim().trim_start_matches("W/") == file.etag)
    });
    if known && status == "200 OK" {
        return http::answer(stream, "304 Not Modified", &headers, b"", true);
    }
    http::answer(stream, status, &headers, &file.bytes, request.head_only)
}

/// A path as it stands in a header.
fn encode(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// What stands in for the book until it is first built. Its script loads the book then.
fn waiting(problem: &str) -> File {
    let text = if problem.is_empty() {
        "The book is being built; it will appear here."
    } else {
        "The book can't be built yet; it will appear here when it is mended."
    };
    File::page(format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Building …</title>\
         <body style=\"font:1.2rem/1.6 serif;margin:20vh auto;max-width:34rem;padding:0 1rem\"><p>{text}</p>{}</body></html>",
        live::script("none")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let first = listen(here, None).expect("a free port");
        let second = listen(here, None).expect("another free port");
        let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
        assert_ne!(port(&first), port(&second));
        let error = listen(here, Some(port(&first))).expect_err("it is taken");
        assert!(error.to_string().contains("--port"), "{error}");
    }

    #[test]
    fn a_location_holds_no_raw_bytes() {
        assert_eq!(encode("/é x/\r\n"), "/%C3%A9%20x/%0D%0A");
    }
}
