// Everything that is folded is open on paper.
//
// Newer browsers do it by style alone; see `details-content` in paper.css.

'use strict';

(function print() {
    let opened = [];

    window.addEventListener('beforeprint', () => {
        opened = Array.from(document.querySelectorAll('main details:not([open])'));
        opened.forEach(details => {
            details.open = true;
        });
    });

    window.addEventListener('afterprint', () => {
        opened.forEach(details => {
            details.open = false;
        });
        opened = [];
    });
})();
