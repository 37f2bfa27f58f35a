//! What Python 2 called things, for protocols 0 to 2: the tables of the module `_compat_pickle`.

/// Modules that got a new name, both ways: old, new.
const MODULES: &str = "
__builtin__ builtins; copy_reg copyreg; Queue queue; SocketServer socketserver; ConfigParser configparser;
repr reprlib; tkFileDialog tkinter.filedialog; tkSimpleDialog tkinter.simpledialog;
tkColorChooser tkinter.colorchooser; tkCommonDialog tkinter.commondialog; Dialog tkinter.dialog;
Tkdnd tkinter.dnd; tkFont tkinter.font; tkMessageBox tkinter.messagebox; ScrolledText tkinter.scrolledtext;
Tkconstants tkinter.constants; ttk tkinter.ttk; Tkinter tkinter; markupbase _markupbase; _winreg winreg;
thread _thread; dummy_thread _dummy_thread; dbhash dbm.bsd; dumbdbm dbm.dumb; dbm dbm.ndbm; gdbm dbm.gnu;
xmlrpclib xmlrpc.client; SimpleXMLRPCServer xmlrpc.server; httplib http.client; htmlentitydefs html.entities;
HTMLParser html.parser; Cookie http.cookies; cookielib http.cookiejar; BaseHTTPServer http.server;
test.test_support test.support; commands subprocess; urlparse urllib.parse; robotparser urllib.robotparser;
urllib2 urllib.request; anydbm dbm; _abcoll collections.abc";

/// Modules that were joined to another one: only from old to new.
const JOINED: &str = "
cPickle pickle; _elementtree xml.etree.ElementTree; FileDialog tkinter.filedialog;
SimpleDialog tkinter.simpledialog; DocXMLRPCServer xmlrpc.server; SimpleHTTPServer http.server;
CGIHTTPServer http.server; UserDict collections; UserList collections; UserString collections; whichdb dbm;
StringIO io; cStringIO io";

/// The native halves of modules: only from new to old, which stands first here, too.
const HALVES: &str = "bz2 _bz2; dbm _dbm; functools _functools; gdbm _gdbm; pickle _pickle";

/// Names that moved, both ways: old module and name, new module and name.
const NAMES: &str = "
__builtin__ xrange builtins range; __builtin__ reduce functools reduce; __builtin__ intern sys intern;
__builtin__ unichr builtins chr; __builtin__ unicode builtins str; __builtin__ long builtins int;
itertools izip builtins zip; itertools imap builtins map; itertools ifilter builtins filter;
itertools ifilterfalse itertools filterfalse; itertools izip_longest itertools zip_longest;
UserDict IterableUserDict collections UserDict; UserList UserList collections UserList;
UserString UserString collections UserString; whichdb whichdb dbm whichdb; _socket fromfd socket fromfd;
_multiprocessing Connection multiprocessing.connection Connection;
multiprocessing.process Process multiprocessing.context Process;
multiprocessing.forking Popen multiprocessing.popen_fork Popen;
urllib ContentTooShortError urllib.error ContentTooShortError; urllib getproxies urllib.request getproxies;
urllib pathname2url urllib.request pathname2url; urllib quote_plus urllib.parse quote_plus;
urllib quote urllib.parse quote; urllib unquote_plus urllib.parse unquote_plus;
urllib unquote urllib.parse unquote; urllib url2pathname urllib.request url2pathname;
urllib urlcleanup urllib.request urlcleanup; urllib urlencode urllib.parse urlencode;
urllib urlopen urllib.request urlopen; urllib urlretrieve urllib.request urlretrieve;
urllib2 HTTPError urllib.error HTTPError; urllib2 URLError urllib.error URLError;
multiprocessing AuthenticationError multiprocessing.context AuthenticationError;
multiprocessing BufferTooShort multiprocessing.context BufferTooShort;
multiprocessing ProcessError multiprocessing.context ProcessError;
multiprocessing TimeoutError multiprocessing.context TimeoutError";

/// Names that only an old pickle has.
const ONLY_OLD: &str = "
__builtin__ basestring builtins str; exceptions StandardError builtins Exception;
UserDict UserDict collections UserDict; socket _socketobject socket SocketType";

/// Names that only a new one has, from which there is a way back to the old one.
const ONLY_NEW: &str = "
__builtin__ reduce _functools reduce; FileDialog FileDialog tkinter.filedialog FileDialog;
FileDialog LoadFileDialog tkinter.filedialog LoadFileDialog;
FileDialog SaveFileDialog tkinter.filedialog SaveFileDialog;
SimpleDialog SimpleDialog tkinter.simpledialog SimpleDialog;
DocXMLRPCServer ServerHTMLDoc xmlrpc.server ServerHTMLDoc;
DocXMLRPCServer XMLRPCDocGenerator xmlrpc.server XMLRPCDocGenerator;
DocXMLRPCServer DocXMLRPCRequestHandler xmlrpc.server DocXMLRPCRequestHandler;
DocXMLRPCServer DocXMLRPCServer xmlrpc.server DocXMLRPCServer;
DocXMLRPCServer DocCGIXMLRPCRequestHandler xmlrpc.server DocCGIXMLRPCRequestHandler;
SimpleHTTPServer SimpleHTTPRequestHandler http.server SimpleHTTPRequestHandler;
CGIHTTPServer CGIHTTPRequestHandler http.server CGIHTTPRequestHandler; socket _socketobject _socket socket";

/// Exceptions that Python 2 had, in the module `exceptions`.
const EXCEPTIONS: &str = "
ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning EOFError
EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError
OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning StopIteration
SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError UnicodeDecodeError
UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
ZeroDivisionError";

/// Those that are an `OSError` there.
const OS_ERRORS: &str = "
BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError
PermissionError ProcessLookupError TimeoutError";

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.split(';').map(|row| row.split_whitespace().collect())
}

fn has(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|held| held == name)
}

/// A module and a name of today, as Python 2 has them.
pub(super) fn old(module: &str, name: &str) -> (String, String) {
    let moved = rows(NAMES)
        .chain(rows(ONLY_NEW))
        .find(|row| row[2..] == [module, name]);
    if let Some(row) = moved {
        return (row[0].to_owned(), row[1].to_owned());
    }
    if module == "builtins" {
        let there = match name {
            "ModuleNotFoundError" => Some("ImportError"),
            name if has(OS_ERRORS, name) => Some("OSError"),
            name if has(EXCEPTIONS, name) => Some(name),
            _ => None,
        };
        if let Some(there) = there {
            return ("exceptions".to_owned(), there.to_owned());
        }
    }
    let renamed = rows(MODULES)
        .chain(rows(HALVES))
        .find(|row| row[1] == module);
    let module = renamed.map_or(module, |row| row[0]);
    (module.to_owned(), name.to_owned())
}

/// A module and a name of Python 2, as they are today.
pub(super) fn new(module: &str, name: &str) -> (String, String) {
    let moved = rows(NAMES)
        .chain(rows(ONLY_OLD))
        .find(|row| row[..2] == [module, name]);
    if let Some(row) = moved {
        return (row[2].to_owned(), row[3].to_owned());
    }
    if module == "exceptions" && has(EXCEPTIONS, name) {
        return ("builtins".to_owned(), name.to_owned());
    }
    let renamed = rows(MODULES)
        .chain(rows(JOINED))
        .find(|row| row[0] == module);
    let module = renamed.map_or(module, |row| row[1]);
    (module.to_owned(), name.to_owned())
}
