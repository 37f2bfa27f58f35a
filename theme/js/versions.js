// One choice of version for the whole book.
//
// The strips work without this file. It carries a choice made in one strip to
// the others on the page, and remembers it for the next page.

'use strict';

(function versions() {
    const KEY = 'living-memory-python';
    const NOTICE_MS = 3500;
    const FADING_MS = 300;
    const strips = Array.from(document.querySelectorAll('.lm-strip'));
    if (strips.length === 0) {
        return;
    }

    // A browser may refuse storage; then the choice lasts as long as the page.
    function remember(choice) {
        try {
            localStorage.setItem(KEY, JSON.stringify(choice));
        } catch {
            // Nothing to mend.
        }
    }

    function remembered() {
        try {
            const choice = JSON.parse(localStorage.getItem(KEY));
            return choice && typeof choice.minor === 'string' ? choice : null;
        } catch {
            return null;
        }
    }

    // The strip's button for a choice. Where a patch splits a minor release in this
    // strip only, the newest patches speak for it, as in the rest of the book.
    function buttonFor(strip, choice) {
        const buttons = Array.from(strip.querySelectorAll('input'));
        return buttons.find(button => button.value === choice.version)
            || buttons.findLast(button => button.dataset.minor === choice.minor);
    }

    // A strip without the version keeps what it shows.
    function choose(choice) {
        strips.map(strip => buttonFor(strip, choice)).filter(Boolean).forEach(button => {
            button.checked = true;
        });
    }

    const notice = document.createElement('p');
    notice.className = 'lm-notice';
    notice.setAttribute('role', 'status');
    document.body.append(notice);
    let hiding;

    function say(text) {
        notice.textContent = text;
        notice.classList.add('lm-on');
        clearTimeout(hiding);
        hiding = setTimeout(() => {
            notice.classList.remove('lm-on');
            hiding = setTimeout(() => {
                notice.textContent = '';
            }, FADING_MS);
        }, NOTICE_MS);
    }

    document.addEventListener('change', event => {
        const button = event.target;
        if (!(button instanceof HTMLInputElement) || !button.closest('.lm-strip')) {
            return;
        }
        const choice = { version: button.value, minor: button.dataset.minor };
        // Outputs above may change their height; the strip in hand stays in its place.
        const before = button.getBoundingClientRect().top;
        choose(choice);
        window.scrollBy({
            top: button.getBoundingClientRect().top - before,
            behavior: 'instant',
        });
        remember(choice);
        const letter = button.closest('.lm-cell').querySelector('.lm-letter').textContent;
        say(`Python ${choice.version} prints ${letter} here. `
            + 'The other programs, and the pages you open next, show that version too.');
    });

    const choice = remembered();
    if (choice) {
        choose(choice);
    }
})();
