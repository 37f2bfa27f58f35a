// The deck in the colours that the book was read in, before anything is drawn.

'use strict';

(function colours() {
    // The book's own key; see the head of its pages.
    const KEY = 'mdbook-theme';
    const DARK = ['navy', 'coal', 'ayu'];
    const LIGHT = ['light', 'rust'];
    const root = document.documentElement;

    // A browser may refuse storage; then the system's wish is followed.
    function stored() {
        try {
            return localStorage.getItem(KEY)?.replaceAll('"', '');
        } catch {
            return null;
        }
    }

    function show(dark) {
        root.classList.toggle('navy', dark);
        root.classList.toggle('light', !dark);
        root.classList.add('js');
    }

    function follow() {
        const theme = stored();
        if (DARK.includes(theme) || LIGHT.includes(theme)) {
            show(DARK.includes(theme));
        } else {
            show(matchMedia('(prefers-color-scheme: dark)').matches);
        }
    }

    window.lmSwitchColours = () => {
        const dark = !root.classList.contains('navy');
        show(dark);
        try {
            localStorage.setItem(KEY, dark ? 'navy' : 'light');
        } catch {
            // It lasts as long as the page.
        }
    };

    follow();
    // The speaker's window, or a page of the book, has chosen.
    window.addEventListener('storage', event => {
        if (event.key === KEY) {
            follow();
        }
    });
})();
