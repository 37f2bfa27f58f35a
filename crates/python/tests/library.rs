//! Modules of the library, held against what CPython 3.13.18 prints.

use python::{Grant, Limits, run, run_granted};
use version::Version;

fn out(text: &str) -> String {
    let version = Version::new(3, 13, 18);
    let outcome = run(text, "block.py", version, Limits::default()).expect("it is a program");
    assert_eq!(outcome.audit, Ok(()), "{text}");
    outcome.output
}

#[test]
fn iterators_have_cpython_s_sizes_and_use_their_tuple_again() {
    let text = "import itertools, sys
print([sys.getsizeof(x) for x in (itertools.count(), itertools.chain(), itertools.groupby([]))])
print(len({id(pair) for pair in itertools.product('ab', 'ab')}))
kept = list(itertools.product('ab', 'ab'))
print(len({id(pair) for pair in kept}))
";
    assert_eq!(out(text), "[56, 48, 88]\n2\n4\n");
}

#[test]
fn patterns_match_and_are_told_what_is_wrong() {
    let text = "import re
print(re.search(r'(?P<word>b+)(c)?', 'abbd').groupdict(), re.findall('(a)|b', 'ab'))
print(re.search('(?<=a)b|x*?y', 'ab'), re.search('(a*)*$', 'aab'))
for wrong in ('(', 'a**', '[z-a]', '(?P<1>a)'):
    try:
        re.compile(wrong)
    except re.error as error:
        print(error)
";
    assert_eq!(
        out(text),
        "{'word': 'bb'} ['a', '']
<re.Match object; span=(1, 2), match='b'> <re.Match object; span=(3, 3), match=''>
missing ), unterminated subpattern at position 0
multiple repeat at position 2
bad character range z-a at position 1
bad character in group name '1' at position 4
"
    );
}

#[test]
fn a_pattern_that_would_never_end_is_stopped() {
    let limits = Limits {
        steps: 200_000,
        ..Limits::default()
    };
    let text = "import re\nre.match('(a|a)*b', 'a' * 60)\n";
    let outcome = run(text, "block.py", Version::new(3, 13, 18), limits).expect("it is a program");
    assert!(
        outcome
            .output
            .contains("stopped: the program took more than")
    );
}

#[test]
fn chance_is_that_of_the_mersenne_twister() {
    let text = "import random
one = random.Random(42)
print(one.random(), one.randint(1, 100), one.choice('abc'))
";
    assert_eq!(out(text), "0.6394267984578837 4 c\n");
}

#[test]
fn a_module_that_is_lent_can_be_imported() {
    let grant = Grant::default().module("lent", "lent.py", "answer = 42\n");
    let version = Version::new(3, 13, 18);
    let text = "import lent\nprint(lent.answer, lent.__file__)\n";
    let outcome = run_granted(text, "block.py", version, Limits::default(), &grant);
    assert_eq!(outcome.expect("it is a program").output, "42 lent.py\n");
}

#[test]
fn the_library_s_private_modules_are_not_the_program_s() {
    let text = "try:
    import _regex
except ModuleNotFoundError as error:
    print(error)
";
    assert_eq!(out(text), "No module named '_regex'\n");
}
